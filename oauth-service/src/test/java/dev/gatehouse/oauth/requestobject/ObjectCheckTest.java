package dev.gatehouse.oauth.requestobject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientRequests;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.request.BoundedJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectCheckTest {
    private static final Instant NOW = Instant.ofEpochSecond(2_000_000_000);
    private static final String ISSUER = "https://login.example";
    private static final PublicJsonWebKey EC = key("ES256", "ec");
    private static final PublicJsonWebKey RSA = key("RS256", "rsa");
    private static final PublicJsonWebKey ED = key("EdDSA", "ed");

    static PublicJsonWebKey key(String algorithm, String kid) {
        try {
            PublicJsonWebKey key = switch (algorithm) {
                case "ES256" -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
                case "EdDSA" -> OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
                default -> RsaJwkGenerator.generateJwk(2048);
            };
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(PublicJsonWebKey key, String algorithm, @Nullable String kid, String claims) {
        try {
            var signature = new JsonWebSignature();
            signature.setPayload(claims);
            signature.setAlgorithmHeaderValue(algorithm);
            if (kid != null) {
                signature.setKeyIdHeaderValue(kid);
            }
            signature.setKey(key.getPrivateKey());
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RegisteredClient client(String profile, @Nullable String algorithm) {
        RegisteredClient client = Fixtures.client(AuthMethod.client_secret_basic, "", GrantType.authorization_code);
        return Fixtures.but(
                client,
                new ClientRequests(
                        "web", profile, false, true, false, algorithm, List.of(), null, false, List.of(), List.of(),
                        null));
    }

    @ParameterizedTest
    @CsvSource({
        "ES256, ec, plain, , true",
        "RS256, rsa, plain, , true",
        "PS256, rsa, plain, , true",
        "EdDSA, ed, plain, , true",
        "ES256, , plain, , true",
        "ES256, ec, plain, ES256, true",
        "RS256, rsa, plain, ES256, false",
        "RS256, rsa, fapi2, , false",
        "RS256, rsa, fapi2, RS256, false",
        "PS256, rsa, fapi2, , true"
    })
    void countsUnderAKeyOfTheClientByAnAlgorithmThatItMayUse(
            String algorithm, @Nullable String kid, String profile, @Nullable String registered, boolean good) {
        PublicJsonWebKey key = switch (algorithm) {
            case "ES256" -> EC;
            case "EdDSA" -> ED;
            default -> RSA;
        };
        String object = sign(key, algorithm, kid, "{\"client_id\":\"client-1\"}");
        assertTrue(ObjectCheck.possible(object));
        assertEquals(
                good,
                ObjectCheck.signed(client(profile, registered), object, List.of(RSA, EC, ED))
                        .isPresent());
        assertFalse(ObjectCheck.signed(client(profile, registered), object, List.of())
                .isPresent());
        PublicJsonWebKey another = key(algorithm, String.valueOf(kid));
        assertFalse(ObjectCheck.signed(client(profile, registered), object, List.of(another))
                .isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "..",
                "a.b.c",
                "e30.e30.",
                "e30.e30.e30.e30.e30",
                // {"alg":"none","typ":"at+jwt"}, {"alg":"none","crit":["x"]}
                "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.e30.",
                "eyJhbGciOiJub25lIiwiY3JpdCI6WyJ4Il19.e30."
            })
    void anythingElseIsNone(String object) {
        assertFalse(ObjectCheck.possible(object));
    }

    @Test
    void oneThatNobodySignedIsTold() {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        assertTrue(ObjectCheck.possible(header + ".e30."));
        assertTrue(ObjectCheck.unsigned(header + ".e30."));
        assertFalse(ObjectCheck.possible(header + "." + "e".repeat(17_000) + "."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | true | false",
                "{\"iss\":\"client-1\",\"client_id\":\"client-1\",\"aud\":\"https://login.example\"} | true | false",
                "{\"aud\":[\"x\",\"https://login.example\"],\"exp\":2000000060,\"nbf\":2000000000} | true | true",
                // Whoever else it is for could send it here (FAPI 2.0 Message Signing, section 5.3.1).
                "{\"exp\":2000000060,\"nbf\":2000000000} | true | false",
                "{\"aud\":\"https://login.example\",\"exp\":2000000060,\"nbf\":2000000000} | true | true",
                "{\"aud\":\"https://login.example\",\"exp\":2000000060,\"nbf\":1999996390} | true | false",
                "{\"aud\":\"https://login.example\",\"exp\":2000004000,\"nbf\":2000000000} | true | false",
                "{\"iss\":\"client-2\"} | false | false",
                "{\"client_id\":\"client-2\"} | false | false",
                "{\"client_id\":1} | false | false",
                "{\"aud\":\"https://other.example\"} | false | false",
                "{\"aud\":[]} | false | false",
                "{\"aud\":1} | false | false",
                "{\"exp\":1999999989} | false | false",
                "{\"exp\":\"2000000060\"} | false | false",
                "{\"nbf\":2000000011} | false | false",
                "{\"sub\":\"client-1\"} | false | false",
                "{\"request\":\"x\"} | false | false",
                "{\"request_uri\":\"x\"} | false | false"
            })
    void isTheClientsForUsNow(String claims, boolean plain, boolean fapi) {
        JsonNode read = BoundedJson.read(claims).orElseThrow();
        assertEquals(
                plain,
                ObjectCheck.objection(read, client("plain", null), ISSUER, NOW).isEmpty());
        assertEquals(
                fapi,
                ObjectCheck.objection(read, client("fapi2", null), ISSUER, NOW).isEmpty());
    }

    @Test
    void itsClaimsAreTheParameters() {
        JsonNode claims = BoundedJson.read("""
                {"scope": "openid", "max_age": 60, "resource": ["urn:a", "urn:b"], "nonce": null, "state": "",
                 "claims": {"userinfo": {"name": null}}, "login_after": "1.x", "unknown": "x", "iss": "client-1"}
                """).orElseThrow();
        var parameters = ObjectCheck.parameters(claims, client("plain", null));
        assertEquals("openid", parameters.get("scope"));
        assertEquals("60", parameters.get("max_age"));
        assertEquals(List.of("urn:a", "urn:b"), parameters.every("resource"));
        assertEquals("{\"userinfo\":{\"name\":null}}", parameters.get("claims"));
        assertEquals("client-1", parameters.get("client_id"));
        assertEquals(5, parameters.all().size());
    }
}
