package dev.gatehouse.token.idtoken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gatehouse.token.keys.Algorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdTokensTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    @Test
    void theClaimsOfTheProtocolCannotBeOverridden() {
        Map<String, Object> claims = claims("app", Map.of("iss", "evil", "sub", "evil", "acr", "evil", "name", "Ada"));
        assertEquals("https://issuer.example", claims.get("iss"));
        assertEquals("subject", claims.get("sub"));
        assertEquals("urn:gatehouse:acr:single", claims.get("acr"));
        assertEquals("Ada", claims.get("name"));
        assertEquals(1_700_000_300L, claims.get("exp"));
    }

    @Test
    void theAuthorizedPartyIsNamedWhereItIsNotTheAudience() {
        assertFalse(claims("app", Map.of()).containsKey("azp"));
        assertEquals("other", claims("other", Map.of()).get("azp"));
    }

    /** The example of OpenID Connect Core, appendix A.3. */
    @Test
    void bindsTheAccessToken() {
        assertEquals(
                "77QmUPtjPfzWtF2AnpK9RQ",
                IdTokens.leftHalf(Algorithm.RS256.digest(), "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"));
    }

    /** Ed25519 hashes by SHA-512. */
    @Test
    void bindsItByTheHashOfTheAlgorithm() {
        String token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
        assertEquals(
                IdTokens.leftHalf(Algorithm.RS256.digest(), token), IdTokens.leftHalf(Algorithm.ES256.digest(), token));
        assertEquals(43, IdTokens.leftHalf(Algorithm.EdDSA.digest(), token).length());
    }

    private static Map<String, Object> claims(String client, Map<String, Object> ofUser) {
        var content = new SignedIn("subject", "app", client, "n", NOW, List.of("pwd"), "sid", "token", ofUser);
        return IdTokens.claims(content, "https://issuer.example", Algorithm.RS256.digest(), NOW, Duration.ofMinutes(5));
    }
}
