package dev.gatehouse.oauth.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientRequests;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // profile, method, PKCE, PAR; whether a challenge is needed, and the request has to be pushed
        "plain, client_secret_basic, true, false, true, false",
        "plain, client_secret_basic, false, false, false, false",
        "plain, none, false, false, true, false",
        "plain, client_secret_basic, true, true, true, true",
        "fapi2, private_key_jwt, true, false, true, true",
        "fapi2, private_key_jwt, false, false, true, true",
    })
    void whatAnAuthorizationRequestNeeds(
            String profile, AuthMethod method, boolean pkce, boolean par, boolean challenged, boolean pushed) {
        RegisteredClient client = client(profile, method, pkce, par);
        assertEquals(challenged, Profile.challenged(client));
        assertEquals(pushed, Profile.pushedAlone(client));
    }

    @ParameterizedTest
    @CsvSource({
        "plain, client_secret_basic, , ''",
        "fapi2, private_key_jwt, key, ''",
        "fapi2, tls_client_auth, key, ''",
        "fapi2, private_key_jwt, , invalid_request",
        "fapi2, client_secret_basic, key, unauthorized_client",
    })
    void whoGetsTokens(String profile, AuthMethod method, @Nullable String key, String error) {
        assertEquals(
                error,
                Profile.objectionToTokens(
                                client(profile, method, true, false), key == null ? null : new Confirmation(key, null))
                        .map(OAuthError::error)
                        .orElse(""));
    }

    @ParameterizedTest
    @CsvSource({"plain, 600, false", "fapi2, 59, false", "fapi2, 60, false", "fapi2, 61, true"})
    void howLongACodeCounts(String profile, long age, boolean over) {
        RegisteredClient client = client(profile, AuthMethod.private_key_jwt, true, false);
        assertEquals(over, Profile.codeIsOver(client, NOW.minusSeconds(age), NOW));
    }

    @Test
    void whatFapiSigns() {
        assertEquals(
                Set.of("PS256", "ES256", "EdDSA"),
                Profile.assertionAlgorithms(client("fapi2", AuthMethod.private_key_jwt, true, false)));
        assertEquals(
                Set.of("RS256", "PS256", "ES256", "EdDSA"),
                Profile.assertionAlgorithms(client("plain", AuthMethod.private_key_jwt, true, false)));
    }

    private static RegisteredClient client(String profile, AuthMethod method, boolean pkce, boolean par) {
        RegisteredClient plain = Fixtures.client(method, "s", GrantType.authorization_code);
        return Fixtures.but(
                plain,
                plain.proof(),
                new ClientRequests(
                        "web", profile, false, pkce, par, null, List.of(), null, false, List.of(), List.of(), null));
    }
}
