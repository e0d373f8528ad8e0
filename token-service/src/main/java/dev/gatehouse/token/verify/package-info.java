/** Who is calling, and may they: one answer for every way in. */
@NullMarked
package dev.gatehouse.token.verify;

import org.jspecify.annotations.NullMarked;
