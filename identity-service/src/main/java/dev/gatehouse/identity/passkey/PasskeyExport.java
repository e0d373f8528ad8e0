package dev.gatehouse.identity.passkey;

import dev.gatehouse.identity.user.AccountExport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user's passkeys, as a part of what they can take along. */
@Singleton
class PasskeyExport implements AccountExport.Part {
    private final PasskeyStore store;

    PasskeyExport(PasskeyStore store) {
        this.store = store;
    }

    /** Without what recognises it. @param lastUsedAt null where it was not used yet */
    @RegisterForReflection
    record KeptPasskey(
            String name, Instant createdAt, @Nullable Instant lastUsedAt) {}

    @Override
    public String name() {
        return "passkeys";
    }

    @Override
    public List<KeptPasskey> of(UUID user) {
        return store.ofUser(user).stream()
                .map(passkey -> new KeptPasskey(passkey.name(), passkey.createdAt(), passkey.lastUsedAt()))
                .toList();
    }

    @Override
    public boolean letsIn() {
        return true;
    }
}
