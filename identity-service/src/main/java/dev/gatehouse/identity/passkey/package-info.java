/** Passkeys (WebAuthn level 2): registering, keeping and signing in with them. */
@NullMarked
package dev.gatehouse.identity.passkey;

import org.jspecify.annotations.NullMarked;
