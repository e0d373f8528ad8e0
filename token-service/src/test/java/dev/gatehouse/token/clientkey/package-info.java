@NullMarked
package dev.gatehouse.token.clientkey;

import org.jspecify.annotations.NullMarked;
