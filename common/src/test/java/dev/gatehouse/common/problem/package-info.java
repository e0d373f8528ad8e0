@NullMarked
package dev.gatehouse.common.problem;

import org.jspecify.annotations.NullMarked;
