/** What the pages for signing in and out promise. */
@NullMarked
package dev.gatehouse.session.login;

import org.jspecify.annotations.NullMarked;
