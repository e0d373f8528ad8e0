package dev.gatehouse.oauth.provider;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Providers as administrators register them. */
public final class Registrations {
    private Registrations() {}

    /** Of the usual kind, which is asked for an e-mail address. */
    public static UpstreamProvider openId(String name, String issuer) {
        return of(members(name, issuer));
    }

    /** What is said of one of the usual kind. */
    public static Map<String, @Nullable Object> members(String name, String issuer) {
        return new HashMap<>(Map.of(
                "name", name,
                "display_name", "A provider",
                "issuer", issuer,
                "client_id", "gatehouse",
                "client_secret", "secret",
                "scope", "openid email"));
    }

    /** Registers the same under another name, as if it were at {@code issuer}. */
    public static UpstreamProvider at(ProviderStore store, UpstreamProvider real, String issuer) {
        var moved = new UpstreamProvider(
                real.name() + "x",
                UUID.randomUUID(),
                real.preset(),
                real.displayName(),
                issuer,
                real.credentials(),
                real.scope(),
                real.prompt(),
                real.mapping(),
                real.signOut(),
                real.createdAt(),
                real.updatedAt());
        assertTrue(store.insert(moved));
        return moved;
    }

    /** One with these members. */
    public static UpstreamProvider of(Map<String, @Nullable Object> members) {
        return assertInstanceOf(ProviderRules.Fine.class, checked(members)).provider();
    }

    static ProviderRules.Checked checked(Map<String, @Nullable Object> members) {
        return ProviderRules.registered(new ProviderMetadata(new HashMap<>(members)), Instant.EPOCH);
    }
}
