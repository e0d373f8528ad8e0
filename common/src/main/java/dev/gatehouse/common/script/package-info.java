/** What Redis does as one step. */
@NullMarked
package dev.gatehouse.common.script;

import org.jspecify.annotations.NullMarked;
