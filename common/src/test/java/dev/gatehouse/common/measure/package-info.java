@NullMarked
package dev.gatehouse.common.measure;

import org.jspecify.annotations.NullMarked;
