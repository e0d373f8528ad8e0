package dev.gatehouse.token.introspection;

import dev.gatehouse.token.keys.Algorithm;
import dev.gatehouse.token.keys.Signing;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers of introspection as JWTs, which prove to others who said so (RFC 9701). Never blocks. */
@Singleton
class SignedIntrospection {
    static final String MEDIA_TYPE = "application/token-introspection+jwt";
    private static final Algorithm ALGORITHM = Algorithm.RS256;
    private static final MediaType ASKED = MediaType.valueOf(MEDIA_TYPE);
    private final Signing signing;
    private final String issuer;

    SignedIntrospection(Signing signing, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.signing = signing;
        this.issuer = issuer;
    }

    /** Whether there are keys to sign them with. */
    boolean possible() {
        return signing.has(ALGORITHM);
    }

    /** Whether the caller would rather have one than JSON. @param acceptable the best first */
    static boolean asked(List<MediaType> acceptable) {
        return acceptable.stream()
                .filter(type -> type.isCompatible(ASKED) || type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .findFirst()
                .filter(type -> type.getSubtype().equals(ASKED.getSubtype()))
                .isPresent();
    }

    /**
     * With RS256, which is what clients expect that have not registered anything else (section 6), and none of the claims at
     * the top that would make it an access token (section 8.1).
     *
     * @param clientId who asked
     */
    String sign(Map<String, Object> members, String clientId) {
        return signing.sign(
                ALGORITHM,
                "token-introspection+jwt",
                Map.of(
                        "iss", issuer,
                        "aud", clientId,
                        "iat", Instant.now().getEpochSecond(),
                        "token_introspection", members));
    }
}
