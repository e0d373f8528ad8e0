/** What Redis does as one step. */
@NullMarked
package dev.gatehouse.session.script;

import org.jspecify.annotations.NullMarked;
