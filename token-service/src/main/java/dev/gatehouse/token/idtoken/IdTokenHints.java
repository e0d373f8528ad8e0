package dev.gatehouse.token.idtoken;

import dev.gatehouse.common.peer.SignatureService.Hint;
import dev.gatehouse.common.peer.SignatureService.NoHint;
import dev.gatehouse.common.peer.SignatureService.Reading;
import dev.gatehouse.token.clientkey.SharedKeys;
import dev.gatehouse.token.keys.CompactJwt;
import dev.gatehouse.token.keys.SignedTokens;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Reads ID tokens that come back as hints (OpenID Connect Core, section 3.1.2.1): their signature counts, their end does
 * not. Never blocks.
 */
@Singleton
class IdTokenHints {
    private final SignedTokens signed;
    private final SharedKeys shared;
    private final String issuer;

    IdTokenHints(SignedTokens signed, SharedKeys shared, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.signed = signed;
        this.shared = shared;
        this.issuer = issuer;
    }

    Uni<Reading> read(String token) {
        return signed.read(token)
                .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : sharedWith(token))
                .map(found -> found.flatMap(jwt -> hint(jwt, issuer))
                        .<Reading>map(hint -> hint)
                        .orElseGet(NoHint::new));
    }

    /** Signed with the key that is shared with the client that it names: for another it never counts. */
    private Uni<Optional<SignedTokens.Signed>> sharedWith(String token) {
        String client = CompactJwt.read(token)
                .flatMap(CompactJwt::claims)
                .map(IdTokenHints::audience)
                .orElse(null);
        return client == null ? Uni.createFrom().item(Optional.empty()) : shared.read(token, client);
    }

    /** Empty for whatever else we sign: only an ID token is bound to an access token. */
    static Optional<Hint> hint(SignedTokens.Signed jwt, String issuer) {
        Map<String, Object> claims = jwt.claims();
        String audience = audience(claims);
        return jwt.typ().equals(IdTokens.TYP.toLowerCase(Locale.ROOT))
                        && issuer.equals(claims.get("iss"))
                        && claims.get("at_hash") instanceof String
                        && audience != null
                        && claims.get("sub") instanceof String subject
                        && claims.get("iat") instanceof Number issued
                ? Optional.of(new Hint(
                        subject,
                        audience,
                        claims.get("sid") instanceof String sid ? sid : null,
                        Instant.ofEpochSecond(issued.longValue())))
                : Optional.empty();
    }

    private static @Nullable String audience(Map<String, Object> claims) {
        return switch (claims.get("aud")) {
            case String one -> one;
            case List<?> all when all.size() == 1 && all.getFirst() instanceof String one -> one;
            case null, default -> null;
        };
    }
}
