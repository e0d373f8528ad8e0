/** Counting what happens, for whoever watches: by tags whose values are all known beforehand. */
@NullMarked
package dev.gatehouse.common.measure;

import org.jspecify.annotations.NullMarked;
