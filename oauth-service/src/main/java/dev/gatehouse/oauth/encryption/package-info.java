/** For whom answers are encrypted: clients, by the keys that they publish. */
@NullMarked
package dev.gatehouse.oauth.encryption;

import org.jspecify.annotations.NullMarked;
