package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.peer.FederatedIdentity;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.oauth.provider.ClaimMapping;
import dev.gatehouse.oauth.provider.Preset;
import dev.gatehouse.oauth.provider.UpstreamProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a provider says of a user, as an identity here; pure. */
final class UpstreamClaims {
    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_NAME = 200;
    /** So much the clock there may be ahead. */
    private static final Duration AHEAD = Duration.ofSeconds(60);

    private static final Set<String> MEMBERS = Set.of("name", "preferred_username", "email", "email_verified");

    private UpstreamClaims() {}

    /** Empty without a subject that can be kept. What else is too long counts as not there. */
    static Optional<FederatedIdentity> identity(UpstreamProvider provider, Map<String, @Nullable Object> said) {
        String subject = text(said.get("sub"), LONGEST_SUBJECT);
        if (subject == null) {
            return Optional.empty();
        }
        ClaimMapping mapping = provider.claims();
        String email = text(mapping.value("email", said), LONGEST_EMAIL);
        return Optional.of(new FederatedIdentity(
                provider.name(),
                subject,
                text(mapping.value("preferred_username", said), LONGEST_EMAIL),
                email,
                email != null && yes(mapping.value("email_verified", said)),
                name(mapping, said),
                null,
                others(mapping, said),
                null,
                null));
    }

    /**
     * When the user proved there who they are (OpenID Connect Core, section 2); empty where an ID token does not say so in
     * whole seconds, or names a time to come.
     */
    static Optional<Instant> authTime(UpstreamProvider provider, Map<String, @Nullable Object> said, Instant now) {
        boolean signed = provider.preset().traits().protocol() == Preset.Protocol.OPENID;
        return signed
                        && said.get("auth_time") instanceof Long seconds
                        && seconds > 0
                        && seconds <= now.plus(AHEAD).getEpochSecond()
                ? Optional.of(Instant.ofEpochSecond(seconds)).map(at -> at.isAfter(now) ? now : at)
                : Optional.empty();
    }

    /** Microsoft writes 1 for true, and Apple "true". */
    private static boolean yes(@Nullable Object claim) {
        return switch (claim) {
            case Boolean flag -> flag;
            case String text -> text.equals("true") || text.equals("1");
            case Number number -> number.doubleValue() == 1;
            case null, default -> false;
        };
    }

    private static @Nullable String name(ClaimMapping mapping, Map<String, @Nullable Object> said) {
        String name = text(mapping.value("name", said), LONGEST_NAME);
        if (name != null) {
            return name;
        }
        String given = text(mapping.value("given_name", said), LONGEST_NAME / 2 - 1);
        String family = text(mapping.value("family_name", said), LONGEST_NAME / 2 - 1);
        return given == null || family == null ? null : given + " " + family;
    }

    private static Map<String, String> others(ClaimMapping mapping, Map<String, @Nullable Object> said) {
        var claims = new LinkedHashMap<String, String>();
        for (String claim : ClaimMapping.OURS) {
            String value =
                    MEMBERS.contains(claim) ? null : text(mapping.value(claim, said), IdentityService.LONGEST_CLAIM);
            if (value != null) {
                claims.put(claim, value);
            }
        }
        return claims;
    }

    static @Nullable String text(@Nullable Object claim, int longest) {
        return claim instanceof String text && !text.isBlank() && text.length() <= longest && text.indexOf('\0') < 0
                ? text
                : null;
    }
}
