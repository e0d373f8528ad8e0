package dev.gatehouse.identity.passkey;

import dev.gatehouse.identity.user.WayIn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Users with a passkey. */
@ApplicationScoped
class PasskeyWayIn implements WayIn {
    private final PasskeyStore store;

    PasskeyWayIn(PasskeyStore store) {
        this.store = store;
    }

    @Override
    public boolean opensFor(UUID user) {
        return !store.ofUser(user).isEmpty();
    }
}
