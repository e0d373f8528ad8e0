package dev.gatehouse.token.proof;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.token.clientkey.Sharing;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proofs that are shown to the authorization server. */
@QuarkusTest
class ProofResourceTest {
    private static final String URI = "https://issuer.example/oauth2/token";
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private final ProofMaker maker = ProofMaker.of("ES256");
    private final Sharing sharing;
    private final RedisDataSource redis;

    @Inject
    ProofResourceTest(ServiceTokens services, RedisDataSource redis) {
        this.redis = redis;
        sharing = new Sharing(services);
    }

    @BeforeEach
    void redisHasLostNothing() {
        ProofMaker.remembered(redis);
    }

    @Test
    void afterALossOfRedisTheNonceOfTheMinuteAloneIsNotEnough() {
        String nonce = wanted(proof(null), true);
        ProofMaker.forgotten(redis);
        String since = wanted(proof(nonce), true);
        assertNotEquals(nonce, since);
        String next = prove(List.of(proof(since)), true, null)
                .body("outcome", equalTo("proved"))
                .extract()
                .path("nonce");
        prove(List.of(proof(next)), true, null).body("outcome", equalTo("proved"));
        // Where none is demanded otherwise, too.
        prove(List.of(proof(wanted(proof(null), false))), false, null).body("outcome", equalTo("proved"));
    }

    private String wanted(String proof, boolean nonceDemanded) {
        return prove(List.of(proof), nonceDemanded, null)
                .body("outcome", equalTo("nonce_wanted"))
                .extract()
                .path("nonce");
    }

    @Test
    void aProofWithoutATokenCountsOnce() {
        String proof = proof(null);
        prove(List.of(proof), false, null)
                .body("outcome", equalTo("proved"))
                .body("jkt", equalTo(maker.jkt()))
                .body("nonce", nullValue());
        prove(List.of(proof), false, null).body("outcome", equalTo("unproved"));
    }

    @Test
    void aNonceIsGivenToWhoeverHasNoneAndTakenFromThenOn() {
        String proof = proof(null);
        String nonce = prove(List.of(proof), true, null)
                .body("outcome", equalTo("nonce_wanted"))
                .extract()
                .path("nonce");
        prove(List.of(proof(nonce)), true, null)
                .body("outcome", equalTo("proved"))
                .body("nonce", notNullValue());
        prove(List.of(proof("made up")), true, null).body("outcome", equalTo("nonce_wanted"));
        // It was not used up where it was refused for its nonce.
        prove(List.of(proof), false, null).body("outcome", equalTo("proved"));
    }

    @Test
    void oneProofForThisCallAndThisToken() {
        prove(List.of(), false, null).body("outcome", equalTo("unproved"));
        prove(List.of(proof(null), proof(null)), false, null).body("outcome", equalTo("unproved"));
        prove(List.of(maker.proof("GET", URI, "t")), false, null).body("outcome", equalTo("unproved"));
        prove(List.of(maker.proof("POST", URI + "/x", "t")), false, null).body("outcome", equalTo("unproved"));
        prove(List.of(proof(null)), false, "t").body("outcome", equalTo("unproved"));
        prove(List.of(maker.proof("POST", URI, "t")), false, "u").body("outcome", equalTo("unproved"));
        prove(List.of(maker.proof("POST", URI, "t")), false, "t").body("outcome", equalTo("proved"));
    }

    /** Whoever is asked for a proof may make up any key. */
    @Test
    void aProofWithAKeyThatIsNoneProvesNothing() {
        String[] parts = proof(null).split("\\.");
        for (String x : List.of("", "*!")) {
            String header =
                    "{\"alg\":\"EdDSA\",\"typ\":\"dpop+jwt\",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + x
                            + "\"}}";
            prove(List.of(Base64URL.encode(header) + "." + parts[1] + "." + parts[2]), false, null)
                    .body("outcome", equalTo("unproved"));
        }
    }

    @Test
    void aNonceIsGoodForTwoMinutesAtMost() {
        var nonces = new Nonces(List.of("one", "two"));
        String nonce = nonces.at(NOW);
        assertTrue(nonces.good(nonce, NOW));
        assertTrue(nonces.good(nonce, NOW.plusSeconds(60)));
        assertFalse(nonces.good(nonce, NOW.plusSeconds(120)));
        assertFalse(nonces.good(null, NOW));
        assertFalse(nonces.good("", NOW));
        // While keys are changed, replicas take those of each other.
        assertTrue(new Nonces(List.of("two", "one")).good(nonce, NOW));
        assertFalse(new Nonces(List.of("two")).good(nonce, NOW));
        assertEquals(nonce, new Nonces(List.of("one")).at(NOW));
    }

    private String proof(@Nullable String nonce) {
        Map<String, Object> claims = ProofMaker.claims("POST", URI, "", Instant.now());
        claims.remove("ath");
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        return maker.proof(claims);
    }

    private ValidatableResponse prove(List<String> proofs, boolean nonceDemanded, @Nullable String token) {
        var order = new HashMap<String, Object>(
                Map.of("proofs", proofs, "method", "POST", "uri", URI, "nonce_demanded", nonceDemanded));
        if (token != null) {
            order.put("access_token", token);
        }
        return sharing.internal()
                .body(order)
                .post("/internal/tokens/proofs")
                .then()
                .statusCode(200);
    }
}
