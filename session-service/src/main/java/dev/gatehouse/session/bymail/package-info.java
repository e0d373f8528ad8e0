/** Sign-in by a link or a code that is mailed: which browser asked, and the pages for it. */
@NullMarked
package dev.gatehouse.session.bymail;

import org.jspecify.annotations.NullMarked;
