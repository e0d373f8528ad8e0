/** What is signed for oauth-service beside the tokens: answers and logout tokens. */
@NullMarked
package dev.gatehouse.token.signature;

import org.jspecify.annotations.NullMarked;
