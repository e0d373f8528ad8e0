/** The pages for signing in and out. */
@NullMarked
package dev.gatehouse.session.login;

import org.jspecify.annotations.NullMarked;
