package dev.gatehouse.identity.user;

import java.util.UUID;

/**
 * An administrator has taken a user's password away. Fired within the transaction: whoever tells the user how to choose
 * another observes it after its success.
 */
public record ResetForced(UUID user) {}
