package dev.gatehouse.identity.onetime;

import dev.gatehouse.identity.user.AccountExport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was mailed to a user and not brought back, as a part of what they can take along. */
@Singleton
class OpenRequests implements AccountExport.Part {
    private final OneTimeTokenStore store;

    OpenRequests(OneTimeTokenStore store) {
        this.store = store;
    }

    /** @param issuedFor the e-mail address that it is about */
    @RegisterForReflection
    record OpenRequest(String purpose, @Nullable String issuedFor, Instant createdAt, Instant expiresAt) {}

    @Override
    public String name() {
        return "open_requests";
    }

    @Override
    public List<OpenRequest> of(UUID user) {
        return store.open(user);
    }

    @Override
    public boolean letsIn() {
        return true;
    }
}
