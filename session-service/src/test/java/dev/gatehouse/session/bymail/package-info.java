/** What the pages for signing in by e-mail promise. */
@NullMarked
package dev.gatehouse.session.bymail;

import org.jspecify.annotations.NullMarked;
