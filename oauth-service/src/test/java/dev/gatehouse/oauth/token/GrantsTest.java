package dev.gatehouse.oauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.code.CodeGrant;
import dev.gatehouse.oauth.code.Pkce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantsTest {
    private static final String SECRET = Secrets.generate(SecretKind.CLIENT_SECRET);

    @Test
    void pkceOfTheRfc() {
        assertTrue(Pkce.proves(Fixtures.VERIFIER, Fixtures.CHALLENGE));
        assertFalse(Pkce.proves(Fixtures.VERIFIER + "x", Fixtures.CHALLENGE));
        assertFalse(Pkce.proves("short", Fixtures.CHALLENGE));
        assertFalse(Pkce.isChallenge(Fixtures.CHALLENGE + "="));
    }

    @ParameterizedTest
    @CsvSource({
        "client_credentials, ''",
        "refresh_token, unauthorized_client",
        "password, unsupported_grant_type",
        ", invalid_request",
    })
    void admitsOnlyToWhatTheClientMayUse(@Nullable String grant, String error) {
        var client = Fixtures.client(AuthMethod.client_secret_basic, SECRET, GrantType.client_credentials);
        String admitted =
                switch (Grants.admit(new Proven(client, null), form(grant == null ? "" : "grant_type=" + grant))) {
                    case Grants.Admitted ignored -> "";
                    case Grants.NotAdmitted(Refused refused) -> refused.error().error();
                };
        assertEquals(error, admitted);
    }

    /** None of the grants gives any. */
    @Test
    void detailsAreNotPassedOver() {
        for (GrantType type : GrantType.values()) {
            var client = Fixtures.client(AuthMethod.client_secret_basic, SECRET, type);
            var form = form("grant_type=" + type.value() + "&authorization_details=%5B%7B%22type%22%3A%22a%22%7D%5D");
            var refused = assertInstanceOf(Grants.NotAdmitted.class, Grants.admit(new Proven(client, null), form));
            assertEquals(
                    "invalid_authorization_details", refused.answer().error().error());
        }
    }

    @ParameterizedTest
    @CsvSource({
        ", , true",
        ", key, true",
        "key, key, true",
        "key, , false",
        "key, other, false",
    })
    void aCodeIsGoodWithTheKeyThatItIsBoundTo(@Nullable String bound, @Nullable String proved, boolean good) {
        var client = Fixtures.client(AuthMethod.none, "", GrantType.authorization_code);
        var proven = new Proven(client, proved == null ? null : new Confirmation(proved, null));
        CodeGrant grant = Fixtures.code("client-1", new UUID(0, 1), List.of(), bound);
        assertEquals(good, CodeTokens.objection(grant, proven, Instant.now()).isEmpty());
    }

    @Test
    void scopeOfAClientForItself() {
        Scope allowed = Scope.of("openid", "orders:read", "orders:write");
        assertEquals(Optional.of(Scope.of("orders:read", "orders:write")), ClientCredentialsGrant.scope(allowed, null));
        assertEquals(Optional.of(Scope.of("orders:read")), ClientCredentialsGrant.scope(allowed, "orders:read"));
        assertEquals(Optional.empty(), ClientCredentialsGrant.scope(allowed, "orders:read other"));
        assertEquals(Optional.empty(), ClientCredentialsGrant.scope(allowed, "openid"));
        assertEquals(Optional.empty(), ClientCredentialsGrant.scope(allowed, "\""));
    }

    @Test
    void aCodeIsBound() {
        var grant = code();
        assertTrue(AuthorizationCodeGrant.objection(grant, Fixtures.CALLBACK, Fixtures.VERIFIER)
                .isEmpty());
        assertTrue(AuthorizationCodeGrant.objection(grant, Fixtures.CALLBACK + "/", Fixtures.VERIFIER)
                .isPresent());
        assertTrue(AuthorizationCodeGrant.objection(grant, Fixtures.CALLBACK, Fixtures.CHALLENGE)
                .isPresent());
        // OAuth 2.1 has it in the authorization request alone.
        assertTrue(
                AuthorizationCodeGrant.objection(grant, null, Fixtures.VERIFIER).isEmpty());
        assertTrue(AuthorizationCodeGrant.objection(grant, null, null).isPresent());
        assertTrue(AuthorizationCodeGrant.objection(grant, null, Fixtures.CHALLENGE)
                .isPresent());
    }

    @Test
    void aCodeIsGoodForTheResourcesThatItWasAskedFor() {
        assertEquals("", target(code()));
        assertEquals("invalid_target", target(code(), Fixtures.RESOURCE));
        assertEquals("", target(code(Fixtures.RESOURCE)));
        assertEquals("", target(code(Fixtures.RESOURCE, Fixtures.OTHER_RESOURCE), Fixtures.RESOURCE));
        assertEquals("invalid_target", target(code(Fixtures.RESOURCE), Fixtures.OTHER_RESOURCE));
        assertEquals("", target(code("https://taken.example", Fixtures.RESOURCE)));
        assertEquals("invalid_target", target(code("https://taken.example")));
        assertEquals(
                "invalid_target", target(code("https://taken.example", Fixtures.RESOURCE), "https://taken.example"));
    }

    private static String target(CodeGrant grant, String... asked) {
        var client = Fixtures.client(AuthMethod.none, "", GrantType.authorization_code);
        return CodeTokens.objection(grant, client, List.of(asked))
                .map(refused -> refused.error().error())
                .orElse("");
    }

    private static CodeGrant code(String... resources) {
        return Fixtures.code("client-1", new UUID(0, 1), List.of(resources), null);
    }

    @Test
    void namesWhatACodeGave() {
        assertEquals("grant:g", FirstUse.of(minted("g")));
        assertEquals("jti:j", FirstUse.of(minted(null)));
    }

    private static Minted minted(@Nullable String grant) {
        return new Minted("a token", "j", 300, null, Scope.NONE, null, grant);
    }

    private static FormParameters form(String text) {
        return FormParameters.parse(text);
    }
}
