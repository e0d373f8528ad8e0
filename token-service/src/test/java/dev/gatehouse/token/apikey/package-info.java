/** Tests of API keys. */
@NullMarked
package dev.gatehouse.token.apikey;

import org.jspecify.annotations.NullMarked;
