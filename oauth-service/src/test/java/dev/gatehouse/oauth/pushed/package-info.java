@NullMarked
package dev.gatehouse.oauth.pushed;

import org.jspecify.annotations.NullMarked;
