package dev.gatehouse.oauth.connect;

import dev.gatehouse.oauth.outbound.GuardedFetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.outbound.GuardedFetch.Missed;
import dev.gatehouse.oauth.outbound.Kind;
import dev.gatehouse.oauth.outbound.Reach;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Who a user of GitHub is, which only its API says. Blocks. */
@Singleton
class GitHubUsers {
    private static final Logger LOG = Logger.getLogger(GitHubUsers.class);
    private static final String PUBLIC = "https://github.com";
    private final GuardedFetch fetch;

    GitHubUsers(GuardedFetch fetch) {
        this.fetch = fetch;
    }

    /** @param base of GitHub's own, or of an enterprise's server */
    static String api(String base) {
        return base.equals(PUBLIC) ? "https://api.github.com" : base + "/api/v3";
    }

    /**
     * As an ID token would have it. The number is whom GitHub knows, for logins are given to others once they are free; and
     * the address is the primary one, for that on the profile nobody has confirmed.
     *
     * @param user as {@code /user} has it
     */
    Map<String, @Nullable Object> claims(String base, Map<String, @Nullable Object> user, String accessToken) {
        var claims = new LinkedHashMap<>(user);
        claims.remove("sub");
        claims.remove("email");
        claims.remove("email_verified");
        if (user.get("id") instanceof Number id && id.longValue() > 0) {
            claims.put("sub", Long.toString(id.longValue()));
        }
        // It answers nobody who does not say what it is.
        var headers = Map.of("Authorization", "Bearer " + accessToken, "User-Agent", "Gatehouse");
        switch (fetch.get(URI.create(api(base) + "/user/emails"), Kind.ADDRESSES, Reach.HOUSE, headers)
                .await()
                .indefinitely()) {
            case Fetched fetched -> claims.putAll(primary(new String(fetched.body(), StandardCharsets.UTF_8)));
            case Missed missed -> LOG.infof("the addresses of a user of GitHub cannot be had: it %s", missed.why());
        }
        return claims;
    }

    private static Map<String, Object> primary(String json) {
        Object all;
        try {
            // A list: jose4j reads objects alone.
            all = JsonUtil.parseJson("{\"all\":" + json + "}").get("all");
        } catch (JoseException e) {
            return Map.of();
        }
        if (!(all instanceof List<?> addresses)) {
            return Map.of();
        }
        for (Object each : addresses) {
            if (each instanceof Map<?, ?> address
                    && Boolean.TRUE.equals(address.get("primary"))
                    && address.get("email") instanceof String email) {
                return Map.of("email", email, "email_verified", Boolean.TRUE.equals(address.get("verified")));
            }
        }
        return Map.of();
    }
}
