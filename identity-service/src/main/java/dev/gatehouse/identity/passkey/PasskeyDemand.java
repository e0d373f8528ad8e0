package dev.gatehouse.identity.passkey;

import java.util.UUID;

/** What asks for a passkey after the password. */
public interface PasskeyDemand {
    /** Whether it does so of this user, as of the transaction that is open. */
    boolean on(UUID user);
}
