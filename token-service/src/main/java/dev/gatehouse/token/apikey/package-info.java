/** API keys: long-lived secrets that a user makes for their own programs. */
@NullMarked
package dev.gatehouse.token.apikey;

import org.jspecify.annotations.NullMarked;
