package dev.gatehouse.identity.user;

import java.util.UUID;

/**
 * What let the user in before may do so no more: another password or name, a second factor, a user disabled or gone. Fired
 * inside the transaction that changes it, as a CDI event; observed when that has committed.
 */
public record CredentialsChanged(UUID user) {}
