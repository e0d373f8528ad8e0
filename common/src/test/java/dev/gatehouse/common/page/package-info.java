@NullMarked
package dev.gatehouse.common.page;

import org.jspecify.annotations.NullMarked;
