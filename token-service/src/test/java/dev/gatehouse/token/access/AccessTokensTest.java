package dev.gatehouse.token.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.access.AccessTokenWriter.Holder;
import dev.gatehouse.token.access.AccessTokenWriter.Written;
import dev.gatehouse.token.access.AccessTokens.Readable;
import dev.gatehouse.token.access.AccessTokens.Reading;
import dev.gatehouse.token.access.AccessTokens.Unreadable;
import dev.gatehouse.token.keys.Algorithm;
import dev.gatehouse.token.keys.Signing;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class AccessTokensTest {
    private static final String ISSUER = "http://localhost:8080";
    private static final Holder HOLDER = new Holder(
            "7a3c1a52-9d6b-4b53-8a4e-1f0c9a1c2b3d",
            "ada",
            "app",
            Scope.of("openid", "email"),
            "session-1",
            "grant-1",
            Instant.ofEpochSecond(1_700_000_000),
            List.of("pwd", "otp"),
            5,
            Terms.NONE);
    private static final String KEY = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    private final AccessTokenWriter writer;
    private final AccessTokens tokens;
    private final Signing signing;
    private final RedisDataSource redis;
    private final TermsCheck check;

    @Inject
    AccessTokensTest(
            AccessTokenWriter writer, AccessTokens tokens, Signing signing, RedisDataSource redis, TermsCheck check) {
        this.writer = writer;
        this.tokens = tokens;
        this.signing = signing;
        this.redis = redis;
        this.check = check;
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void readsWhatWasWritten(Format format) {
        Written written = writer.write(format, HOLDER).await().indefinitely();
        for (int i = 0; i < 2; i++) {
            assertEquals(new Readable(written.token()), read(written.value()));
        }
        var bare = new Holder("app", null, "app", Scope.NONE, null, null, null, List.of(), 0, Terms.NONE);
        Written machine = writer.write(format, bare).await().indefinitely();
        assertEquals(new Readable(machine.token()), read(machine.value()));
    }

    @Test
    void aTokenOfAllThatIsAllowedIsStillRead() {
        var terms = new Terms(
                List.of("urn:" + "a".repeat(1020)),
                null,
                "RS256",
                Map.of("c", "x".repeat(500)),
                new Confirmation(KEY, null),
                new Actor("s".repeat(255), "c".repeat(255), null));
        assertEquals(Optional.empty(), check.objection(terms, "app"));
        var holder = new Holder(
                "s".repeat(255),
                "u".repeat(254),
                "c".repeat(255),
                Scope.of("o".repeat(1023), "p".repeat(1024)),
                "i".repeat(64),
                UUID.randomUUID().toString(),
                Instant.ofEpochSecond(1_700_000_000),
                List.of("pwd", "otp", "mfa", "hwk", "user"),
                Long.MAX_VALUE,
                terms);
        Written written = writer.write(Format.jwt, holder).await().indefinitely();
        assertEquals(new Readable(written.token()), read(written.value()));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void saysWhatMostDoNot(Format format) {
        List<Map<String, Object>> details = List.of(
                Map.of("type", "payment", "amount", Map.of("value", 10, "currency", "EUR")), Map.of("type", "b"));
        var terms = new Terms(null, null, null, null, null, null, null, null, details, List.of("name", "email"));
        assertEquals(Optional.empty(), check.objection(terms, "app"));
        Written written = writer.write(format, on(terms)).await().indefinitely();
        AccessToken token =
                assertInstanceOf(Readable.class, read(written.value())).token();
        assertEquals(written.token(), token);
        assertEquals(new Particulars(null, details, List.of("name", "email")), token.particulars());
        assertEquals(Map.of(), token.claims());
    }

    @Test
    void whoTheUserIsToAClientIsInNoTokenThatItCanRead() {
        var beside = new Beside(null, null, null, null, "pairwise", null, null, null);
        var terms = new Terms(null, null, null, null, null, null, beside, null);
        Written written = writer.write(Format.jwt, on(terms)).await().indefinitely();
        assertEquals(Format.opaque, written.token().format());
        AccessToken token =
                assertInstanceOf(Readable.class, read(written.value())).token();
        assertEquals("pairwise", token.particulars().clientSubject());
        assertEquals("app", token.subject());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void saysOnWhichTermsItWasGiven(Format format) {
        var actor = new Actor("service", "service", new Actor("user", null, null));
        Map<String, Object> claims = Map.of("tenant", "t1", "limits", Map.of("rows", 10, "tags", List.of("a", "b")));
        for (Confirmation key : List.of(new Confirmation(KEY, null), new Confirmation(null, KEY))) {
            var terms = new Terms(
                    List.of("https://a.example", "urn:b"), Duration.ofSeconds(30), "RS256", claims, key, actor);
            Written written = writer.write(format, on(terms)).await().indefinitely();
            AccessToken token =
                    assertInstanceOf(Readable.class, read(written.value())).token();
            assertEquals(written.token(), token);
            assertEquals(List.of("https://a.example", "urn:b"), token.audience());
            assertEquals(key, token.confirmation());
            assertEquals(actor, token.actor());
            assertEquals(claims, token.claims());
            assertEquals(30, written.expiresIn());
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void noTokenLivesLongerThanIsConfigured(Format format) {
        var forever = new Terms(null, Duration.ofDays(9000), null, null, null, null);
        assertEquals(
                3600, writer.write(format, on(forever)).await().indefinitely().expiresIn());
    }

    @Test
    void anOpaqueTokenIsInRedisUnderItsHashAndOnlyThere() {
        Written written = writer.write(Format.opaque, HOLDER).await().indefinitely();
        String key = "token:opaque:" + Secrets.sha256(written.value());
        long seconds = redis.key().ttl(key);
        assertEquals(300, seconds, 5);
        redis.key().del(key);
        assertInstanceOf(Unreadable.class, read(written.value()));
    }

    @Test
    void refusesWhatIsNoAccessTokenOfOurs() {
        String good = writer.write(Format.jwt, HOLDER).await().indefinitely().value();
        String[] parts = good.split("\\.", -1);
        for (String no : new String[] {
            "",
            ".",
            "..",
            "a.b.c",
            good + "x",
            good + ".x",
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + encoded("{\"sub\":\"other\"}") + "." + parts[2],
            encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".",
            encoded("null") + "." + parts[1] + "." + parts[2],
            encoded("[]") + "." + parts[1] + "." + parts[2],
            Secrets.generate(SecretKind.OPAQUE_ACCESS_TOKEN),
            "gha_short",
            "x".repeat(9000),
            "\u00e4.\u00e4.\u00e4"
        }) {
            assertInstanceOf(Unreadable.class, read(no), no);
        }
    }

    @Test
    void checksTypeIssuerAndLife() {
        assertInstanceOf(Readable.class, read(signed("at+jwt", "iss", ISSUER)));
        assertInstanceOf(Readable.class, read(signed("application/AT+JWT", "iss", ISSUER)));
        for (String no : new String[] {
            signed("JWT", "iss", ISSUER),
            signed("at+jwt", "iss", "http://elsewhere"),
            signed("at+jwt", "iss", null),
            signed("at+jwt", "exp", Instant.now().getEpochSecond() - 1),
            signed("at+jwt", "exp", null),
            signed("at+jwt", "exp", "soon"),
            signed("at+jwt", "iat", null),
            signed("at+jwt", "iat", Instant.now().getEpochSecond() + 30),
            signed("at+jwt", "cnf", "text"),
            signed("at+jwt", "cnf", Map.of()),
            signed("at+jwt", "cnf", Map.of("jwk", Map.of("kty", "EC"))),
            signed("at+jwt", "cnf", Map.of("jkt", 7)),
            signed("at+jwt", "cnf", Map.of("jkt", KEY, "kid", "1")),
            signed("at+jwt", "cnf", Map.of("jkt", KEY, "x5t#S256", KEY)),
            signed("at+jwt", "act", "other"),
            signed("at+jwt", "act", Map.of("client_id", "app")),
            signed("at+jwt", "aud", 7),
            signed("at+jwt", "jti", 7),
            signed("at+jwt", "sub", null),
            signed("at+jwt", "scope", List.of("a")),
            signed("at+jwt", "amr", 3)
        }) {
            assertInstanceOf(Unreadable.class, read(no), no);
        }
    }

    private static Holder on(Terms terms) {
        return new Holder("app", null, "app", Scope.NONE, null, null, null, List.of(), 0, terms);
    }

    /** A good token, but for one claim. */
    private String signed(String typ, String claim, @Nullable Object value) {
        long now = Instant.now().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>(
                Map.of("iss", ISSUER, "sub", "s", "aud", ISSUER, "jti", "j", "iat", now, "exp", now + 60));
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return signing.sign(Algorithm.ES256, typ, claims);
    }

    private Reading read(String token) {
        return tokens.read(token).await().indefinitely();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
