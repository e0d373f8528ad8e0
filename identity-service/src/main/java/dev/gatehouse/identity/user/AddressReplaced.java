package dev.gatehouse.identity.user;

import java.util.UUID;

/**
 * An account has another e-mail address, or none any more. Fired within the transaction: whoever tells the user at the old one
 * observes it after its success.
 */
public record AddressReplaced(UUID user, String old) {
    /** Keeps the address out of logs. */
    @Override
    public String toString() {
        return "AddressReplaced";
    }
}
