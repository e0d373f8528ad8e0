@NullMarked
package dev.gatehouse.identity.factor;

import org.jspecify.annotations.NullMarked;
