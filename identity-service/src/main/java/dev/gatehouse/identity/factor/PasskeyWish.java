package dev.gatehouse.identity.factor;

import dev.gatehouse.identity.passkey.PasskeyDemand;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Users who wish to be asked for a passkey. */
@Singleton
class PasskeyWish implements PasskeyDemand {
    private final FactorStore store;

    PasskeyWish(FactorStore store) {
        this.store = store;
    }

    @Override
    public boolean on(UUID user) {
        return store.passkeySince(user).isPresent();
    }
}
