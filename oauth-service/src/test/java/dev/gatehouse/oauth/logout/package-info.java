/** What clients and users see of signing out. */
@NullMarked
package dev.gatehouse.oauth.logout;

import org.jspecify.annotations.NullMarked;
