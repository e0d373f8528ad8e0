/** For whom answers are encrypted. */
@NullMarked
package dev.gatehouse.oauth.encryption;

import org.jspecify.annotations.NullMarked;
