package dev.gatehouse.identity.user;

import java.util.UUID;

/** A way by which users sign in; each room that has one offers it as a bean, so that none takes away a user's last. */
public interface WayIn {
    /** Whether it lets this user in, as of the transaction that is open. */
    boolean opensFor(UUID user);
}
