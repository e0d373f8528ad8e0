package dev.gatehouse.oauth.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.gatehouse.oauth.provider.Issuers;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a logout token (OpenID Connect Back-Channel Logout 1.0, section 2.6). */
class LogoutTokenTest {
    private static final Instant NOW = Instant.ofEpochSecond(2_000_000_000);
    private static final Issuers ISSUERS = new Issuers.One("https://id.example");
    private static final ECKey KEY = key();
    private static final String GOOD = """
        {"iss": "https://id.example", "aud": "us", "iat": 2000000000, "exp": 2000000120, "jti": "j",
        "events": {"http://schemas.openid.net/event/backchannel-logout": {}}, "sid": "s", "sub": "u"}\
        """;

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(String claims, @Nullable String type) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k");
        var token = new JWSObject(
                (type == null ? header : header.type(new JOSEObjectType(type))).build(), new Payload(claims));
        token.sign(new ECDSASigner(KEY));
        return token.serialize();
    }

    private static Optional<String> objection(String claims) throws JOSEException {
        return LogoutToken.read(signed(claims, "logout+jwt")).orElseThrow().objection(ISSUERS, "us", NOW);
    }

    @Test
    void oneThatCounts() throws JOSEException {
        LogoutToken token = LogoutToken.read(signed(GOOD, "logout+jwt")).orElseThrow();
        assertEquals(Optional.empty(), token.objection(ISSUERS, "us", NOW));
        assertEquals("k", token.kid());
        assertEquals("j", token.jti());
        assertEquals(new LogoutToken.Over("s", "u", NOW), token.over());
        assertTrue(token.signedBy(KEY.toECPublicKey()));
        assertFalse(token.signedBy(key().toECPublicKey()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", \"sub\": \"u\"| ''",
                "\"sid\": \"s\", | ''",
                "\"us\"| [\"us\"]",
                "2000000120| 2000900000",
                "2000000000, \"exp\": 2000000120| 1999999400.5, \"exp\": 1999999941",
                "\"jti\": \"j\"| \"jti\": \"j\", \"trace_id\": 1"
            })
    void soDoThese(String part, String instead) throws JOSEException {
        assertTrue(GOOD.contains(part), part);
        assertEquals(Optional.empty(), objection(GOOD.replace(part, instead)));
    }

    @Test
    void withoutASidAllOfTheUsersAreOver() throws JOSEException {
        LogoutToken token = LogoutToken.read(signed(GOOD.replace("\"sid\": \"s\",", ""), null))
                .orElseThrow();
        assertNull(token.over().sid());
        assertEquals("u", token.over().subject());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"iss\": \"https://id.example\",|| iss",
                "https://id.example| https://evil.example| iss",
                "\"aud\": \"us\",|| aud",
                "\"us\"| \"them\"| aud",
                "\"us\"| [\"us\", \"them\"]| aud",
                "\"us\"| []| aud",
                "\"iat\": 2000000000,|| iat",
                "\"iat\": 2000000000| \"iat\": \"2000000000\"| iat",
                "\"iat\": 2000000000| \"iat\": 2000000061| iat",
                "\"iat\": 2000000000| \"iat\": 1999999399| older",
                "\"exp\": 2000000120,|| exp",
                "\"exp\": 2000000120| \"exp\": 1999999940| expired",
                "\"jti\": \"j\",|| jti",
                "\"jti\": \"j\"| \"jti\": \"\"| jti",
                "\"jti\": \"j\"| \"jti\": 1| jti",
                "\"events\"| \"event\"| events",
                "backchannel-logout| other| events",
                "\"http://schemas.openid.net/event/backchannel-logout\": {}|"
                        + " \"http://schemas.openid.net/event/backchannel-logout\": true| events",
                "{\"http://schemas.openid.net/event/backchannel-logout\": {}}|"
                        + " [\"http://schemas.openid.net/event/backchannel-logout\"]| events",
                "\"jti\": \"j\"| \"jti\": \"j\", \"nonce\": \"n\"| nonce",
                "\"jti\": \"j\"| \"jti\": \"j\", \"nonce\": null| nonce",
                ", \"sid\": \"s\", \"sub\": \"u\"|| neither",
                "\"sid\": \"s\"| \"sid\": 1| sid",
                "\"sub\": \"u\"| \"sub\": \"\"| sub"
            })
    void whatDoesNotCount(String part, @Nullable String instead, String why) throws JOSEException {
        assertTrue(GOOD.contains(part), part);
        String objection =
                objection(GOOD.replace(part, instead == null ? "" : instead)).orElse("");
        assertTrue(objection.contains(why), objection);
    }

    @Test
    void namesAreBounded() throws JOSEException {
        for (String name : new String[] {"sid\": \"s", "sub\": \"u", "jti\": \"j"}) {
            assertTrue(objection(GOOD.replace(name, name + "x".repeat(255))).isPresent(), name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "dpop+jwt", "secevent"})
    void aJwtOfAnotherKindIsNone(String type) throws JOSEException {
        assertTrue(LogoutToken.read(signed(GOOD, type)).isEmpty());
    }

    @Test
    void whatIsNoSignedJwtIsNone() throws JOSEException {
        String[] parts = signed(GOOD, null).split("\\.");
        for (String other : new String[] {
            "",
            "x",
            "a.b.c",
            // {"alg":"none"}
            "eyJhbGciOiJub25lIn0." + parts[1] + ".",
            // {"alg":"HS256"}
            "eyJhbGciOiJIUzI1NiJ9." + parts[1] + "." + parts[2],
            parts[0] + "." + parts[1],
            parts[0] + ".W10." + parts[2],
            signed(GOOD.replace("\"j\"", "\"" + "x".repeat(8192) + "\""), null)
        }) {
            assertTrue(LogoutToken.read(other).isEmpty(), other);
        }
    }
}
