@NullMarked
package dev.gatehouse.common.origin;

import org.jspecify.annotations.NullMarked;
