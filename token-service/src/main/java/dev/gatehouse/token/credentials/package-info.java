/** What a user holds, in one list, for identity-service. */
@NullMarked
package dev.gatehouse.token.credentials;

import org.jspecify.annotations.NullMarked;
