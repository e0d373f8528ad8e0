package dev.gatehouse.oauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.GrantType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenExchangeGrantTest {
    private static final String TYPE = "urn:ietf:params:oauth:token-type:";
    private static final String SUBJECT = "subject_token=s&subject_token_type=" + TYPE + "access_token";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&actor_token=a&actor_token_type=" + TYPE + "access_token",
                "&requested_token_type=" + TYPE + "access_token&resource=https://a.example&scope=a"
            })
    void accessTokensAreExchanged(String more) {
        assertEquals("", error(AuthMethod.client_secret_basic, SUBJECT + more));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "subject_token=s",
                "subject_token_type=" + TYPE + "access_token",
                "subject_token=s&subject_token_type=" + TYPE + "refresh_token",
                "subject_token=s&subject_token_type=" + TYPE + "id_token",
                "subject_token=s&subject_token_type=" + TYPE + "saml2",
                "subject_token=s&subject_token_type=access_token",
                SUBJECT + "&actor_token=a",
                SUBJECT + "&actor_token_type=" + TYPE + "access_token",
                SUBJECT + "&actor_token=a&actor_token_type=" + TYPE + "jwt",
                SUBJECT + "&requested_token_type=" + TYPE + "refresh_token"
            })
    void anythingElseIsRefusedByName(String form) {
        assertEquals("invalid_request", error(AuthMethod.client_secret_basic, form));
    }

    @Test
    void aPublicClientExchangesNothing() {
        assertEquals("unauthorized_client", error(AuthMethod.none, SUBJECT));
    }

    private static String error(AuthMethod method, String form) {
        return TokenExchangeGrant.objection(
                        Fixtures.client(method, "x", GrantType.token_exchange), FormParameters.parse(form))
                .map(OAuthError::error)
                .orElse("");
    }
}
