@NullMarked
package dev.gatehouse.common.trace;

import org.jspecify.annotations.NullMarked;
