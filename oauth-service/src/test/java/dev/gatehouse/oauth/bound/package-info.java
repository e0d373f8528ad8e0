@NullMarked
package dev.gatehouse.oauth.bound;

import org.jspecify.annotations.NullMarked;
