@NullMarked
package dev.gatehouse.oauth.proof;

import org.jspecify.annotations.NullMarked;
