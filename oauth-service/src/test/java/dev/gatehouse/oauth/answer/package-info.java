@NullMarked
package dev.gatehouse.oauth.answer;

import org.jspecify.annotations.NullMarked;
