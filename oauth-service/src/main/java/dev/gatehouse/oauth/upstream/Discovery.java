package dev.gatehouse.oauth.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Busy;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.outbound.GuardedFetch.Refused;
import dev.gatehouse.oauth.outbound.Kind;
import dev.gatehouse.oauth.outbound.Reach;
import dev.gatehouse.oauth.provider.Issuers;
import dev.gatehouse.oauth.provider.UpstreamProvider;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** What providers publish of themselves (OpenID Connect Discovery 1.0, section 4), of the last minute. Blocks. */
@Singleton
class Discovery {
    private static final Logger LOG = Logger.getLogger(Discovery.class);
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int LONGEST = 2000;
    private final GuardedFetch fetch;
    /** By version of the provider; that there is nothing to be had counts as long. */
    private final Cache<String, Optional<Published>> known =
            Caffeine.newBuilder().maximumSize(500).expireAfterWrite(KEPT).build();

    Discovery(GuardedFetch fetch) {
        this.fetch = fetch;
    }

    /**
     * @param jwksUri where its keys are
     * @param endSessionEndpoint where users sign out there; null where it publishes none
     */
    record Published(String jwksUri, @Nullable String endSessionEndpoint) {}

    /** Empty where it cannot be had now: why, only the log says. */
    Optional<Published> of(UpstreamProvider provider) {
        Optional<Published> published = known.get(provider.tenantId(), id -> load(provider));
        return published == null ? Optional.empty() : published;
    }

    /** Null where it was not asked: that is not kept. */
    private @Nullable Optional<Published> load(UpstreamProvider provider) {
        String base = provider.issuer().replaceFirst("/$", "");
        return switch (fetch.get(URI.create(base + "/.well-known/openid-configuration"), Kind.DISCOVERY, Reach.HOUSE)
                .await()
                .indefinitely()) {
            case Fetched fetched -> read(provider, new String(fetched.body(), StandardCharsets.UTF_8));
            case Refused(String why) -> none(provider, why);
            case Busy(String why) -> {
                LOG.infof("what provider %s publishes is not asked for: it %s", provider, why);
                yield null;
            }
        };
    }

    private static Optional<Published> read(UpstreamProvider provider, String json) {
        Map<String, Object> said;
        try {
            said = JsonUtil.parseJson(json);
        } catch (JoseException e) {
            return none(provider, "has no JSON");
        }
        boolean its = switch (provider.issuers()) {
            case Issuers.One(String issuer) -> issuer.equals(said.get("issuer"));
            // That of Microsoft has a placeholder there.
            case Issuers.OfTenants several -> true;
        };
        String jwksUri = text(said.get("jwks_uri"));
        return its && jwksUri != null
                ? Optional.of(new Published(jwksUri, text(said.get("end_session_endpoint"))))
                : none(provider, "tells of another issuer, or of no keys");
    }

    private static Optional<Published> none(UpstreamProvider provider, String why) {
        LOG.infof("what provider %s publishes cannot be had: %s", provider, why);
        return Optional.empty();
    }

    private static @Nullable String text(@Nullable Object member) {
        return member instanceof String text
                        && text.length() <= LONGEST
                        && (text.startsWith("https://") || text.startsWith("http://"))
                ? text
                : null;
    }
}
