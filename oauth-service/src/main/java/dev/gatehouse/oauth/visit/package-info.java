/** Who is signed in at a browser, and whether a form of ours was sent from there. */
@NullMarked
package dev.gatehouse.oauth.visit;

import org.jspecify.annotations.NullMarked;
