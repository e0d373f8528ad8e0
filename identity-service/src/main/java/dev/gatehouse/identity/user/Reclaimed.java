package dev.gatehouse.identity.user;

import java.util.UUID;

/**
 * Somebody has shown for the first time that the account's address is theirs, by recovering the account. Whatever other
 * ways in there are, whoever registered with that address before may have set them. Fired within the transaction: each room
 * that keeps one takes it away.
 */
public record Reclaimed(UUID user) {}
