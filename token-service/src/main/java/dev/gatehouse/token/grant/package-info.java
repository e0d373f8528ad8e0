/** Grants: what was given to whom until it ends, one row for each refresh family. */
@NullMarked
package dev.gatehouse.token.grant;

import org.jspecify.annotations.NullMarked;
