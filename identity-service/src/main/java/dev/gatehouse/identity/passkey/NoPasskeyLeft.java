package dev.gatehouse.identity.passkey;

import java.util.UUID;

/** A user has taken away their last passkey. Fired within the transaction: whatever asks for one does so no more. */
public record NoPasskeyLeft(UUID user) {}
