@NullMarked
package dev.gatehouse.identity.elsewhere;

import org.jspecify.annotations.NullMarked;
