package dev.gatehouse.token.introspection;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.token.access.AccessTokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SignedIntrospectionTest {
    private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    private final SignedIntrospection signed;
    private final AccessTokens tokens;

    @Inject
    SignedIntrospectionTest(SignedIntrospection signed, AccessTokens tokens) {
        this.signed = signed;
        this.tokens = tokens;
    }

    @Test
    void anyoneCanVerifyWhatWasSaidToWhom() throws Exception {
        String answer = signed.sign(
                Map.of(
                        "active",
                        true,
                        "sub",
                        "ada",
                        "cnf",
                        new Confirmation(null, THUMBPRINT),
                        "act",
                        new Actor("helper", "helper", null)),
                "api");
        SignedJWT jwt = SignedJWT.parse(answer);
        assertEquals("token-introspection+jwt", jwt.getHeader().getType().getType());
        assertEquals("RS256", jwt.getHeader().getAlgorithm().getName());
        var key = JWKSet.parse(given().get("/.well-known/jwks.json").asString())
                .getKeyByKeyId(jwt.getHeader().getKeyID());
        assertTrue(jwt.verify(new RSASSAVerifier(key.toRSAKey())));
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertEquals(
                Set.of("iss", "aud", "iat", "token_introspection"),
                claims.getClaims().keySet());
        assertEquals("http://localhost:8080", claims.getIssuer());
        assertEquals(List.of("api"), claims.getAudience());
        assertEquals(
                Map.of(
                        "active",
                        true,
                        "sub",
                        "ada",
                        "cnf",
                        Map.of("x5t#S256", THUMBPRINT),
                        "act",
                        Map.of("sub", "helper", "client_id", "helper")),
                claims.getJSONObjectClaim("token_introspection"));
    }

    @Test
    void itLetsNobodyIn() {
        String answer = signed.sign(Map.of("active", true, "sub", "ada"), "api");
        assertTrue(tokens.read(answer).await().indefinitely() instanceof AccessTokens.Unreadable);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/token-introspection+jwt                   | true
            application/token-introspection+jwt, application/json | true
            application/json, application/token-introspection+jwt | false
            */*                                                   | false
            application/*                                         | false
            application/json                                      | false
            text/html                                             | false
            """)
    void jsonIsWhatOneGetsWhoDoesNotAskForIt(String accept, boolean asked) {
        assertEquals(
                asked,
                SignedIntrospection.asked(Arrays.stream(accept.split(", "))
                        .map(MediaType::valueOf)
                        .toList()));
    }
}
