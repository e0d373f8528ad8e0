@NullMarked
package dev.gatehouse.common.theme;

import org.jspecify.annotations.NullMarked;
