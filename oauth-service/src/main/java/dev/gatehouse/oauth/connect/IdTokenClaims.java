package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.peer.IdentityService.FederatedIdentity;
import jakarta.json.JsonString;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider's ID token as an identity here; pure. */
final class IdTokenClaims {
    private static final int LONGEST_SUBJECT = 255;

    private IdTokenClaims() {}

    /** Empty without a subject that can be kept. What else is too long counts as not there. */
    static Optional<FederatedIdentity> identity(String provider, Function<String, @Nullable Object> claims) {
        String subject = text(claims.apply("sub"), LONGEST_SUBJECT);
        if (subject == null) {
            return Optional.empty();
        }
        String email = text(claims.apply("email"), 254);
        return Optional.of(new FederatedIdentity(
                provider,
                subject,
                text(claims.apply("preferred_username"), 254),
                email,
                email != null && "true".equals(String.valueOf(claims.apply("email_verified"))),
                text(claims.apply("name"), 200)));
    }

    private static @Nullable String text(@Nullable Object claim, int longest) {
        String text = switch (claim) {
            case String s -> s;
            case JsonString s -> s.getString();
            case null, default -> null;
        };
        return text == null || text.isBlank() || text.length() > longest || text.indexOf('\0') >= 0 ? null : text;
    }
}
