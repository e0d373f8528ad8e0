/** What the pages of all services look like: the stylesheet, the logo and the script of passkeys. */
@NullMarked
package dev.gatehouse.session.look;

import org.jspecify.annotations.NullMarked;
