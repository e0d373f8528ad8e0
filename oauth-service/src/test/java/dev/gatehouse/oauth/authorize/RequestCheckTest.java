package dev.gatehouse.oauth.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.authorize.RequestCheck.Checked;
import dev.gatehouse.oauth.authorize.RequestCheck.ForTheClient;
import dev.gatehouse.oauth.authorize.RequestCheck.ForTheUser;
import dev.gatehouse.oauth.authorize.RequestCheck.InOrder;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCheckTest {
    private static final RegisteredClient CLIENT = Fixtures.client(AuthMethod.none, "", GrantType.authorization_code);
    private static final String GOOD = "client_id=client-1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb"
            + "&response_type=code&scope=openid+profile&state=s+1&nonce=n&code_challenge_method=S256&code_challenge="
            + Fixtures.CHALLENGE;

    private static Checked check(String query) {
        return RequestCheck.check(FormParameters.parse(query), Optional.of(CLIENT));
    }

    @Test
    void readsARequestInOrder() {
        var request = assertInstanceOf(InOrder.class, check(GOOD + "&max_age=60&prompt=login+consent"))
                .request();
        assertEquals(Scope.of("openid", "profile"), request.scope());
        assertEquals("s 1", request.state());
        assertEquals(60L, request.maxAge());
        assertEquals(
                java.util.Set.of(AuthorizationRequest.Prompt.login, AuthorizationRequest.Prompt.consent),
                request.prompts());
    }

    @Test
    void aRequestNamesResourcesThatTheClientMayAskFor() {
        String one = "&resource=https%3A%2F%2Forders.example%2Fapi";
        assertEquals(List.of(), request(GOOD).resources());
        assertEquals(List.of(Fixtures.RESOURCE), request(GOOD + one).resources());
        assertEquals(
                List.of(Fixtures.RESOURCE, Fixtures.OTHER_RESOURCE),
                request(GOOD + one + "&resource=urn%3Aexample%3Astock" + one).resources());
    }

    private static AuthorizationRequest request(String query) {
        return assertInstanceOf(InOrder.class, check(query)).request();
    }

    @Test
    void neverRedirectsWhereItMustNot() {
        assertInstanceOf(ForTheUser.class, RequestCheck.check(FormParameters.parse(GOOD), Optional.empty()));
        assertInstanceOf(ForTheUser.class, check(GOOD.replace("app.example", "evil.example")));
        assertInstanceOf(ForTheUser.class, check(GOOD.replace("%2Fcb", "%2Fcb%2F..")));
        assertInstanceOf(ForTheUser.class, check(GOOD + "&redirect_uri=https%3A%2F%2Fevil.example"));
        assertInstanceOf(ForTheUser.class, check("client_id=client-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "response_type=code, response_type=token, unsupported_response_type",
        "response_type=code, x=1, invalid_request",
        "S256, plain, invalid_request",
        "code_challenge_method=S256, x=1, invalid_request",
        "code_challenge=E9, code_challenge=*, invalid_request",
        "openid+profile, openid+admin, invalid_scope",
        "openid+profile, %22, invalid_scope",
        "scope=openid+profile, x=1, invalid_scope",
        "nonce=n, nonce=n&nonce=m, invalid_request",
        "nonce=n, prompt=none+login, invalid_request",
        "nonce=n, prompt=create, invalid_request",
        "nonce=n, max_age=-1, invalid_request",
        "nonce=n, resource=https://orders.example, invalid_target",
        "nonce=n, resource=urn:example:stock&resource=urn:example:other, invalid_target",
        "nonce=n, resource=/api, invalid_target",
        "nonce=n, request=e30, request_not_supported",
        "nonce=n, request_uri=urn:x, request_uri_not_supported",
        "nonce=n, response_mode=fragment, invalid_request"
    })
    void tellsTheClient(String part, String instead, String error) {
        var answer = assertInstanceOf(ForTheClient.class, check(GOOD.replace(part, instead)));
        assertEquals(error, answer.error());
        assertEquals("s 1", answer.state());
        assertEquals(Fixtures.CALLBACK, answer.redirectUri());
    }

    @Test
    void aClientWithoutTheGrantIsTold() {
        var other = Fixtures.client(AuthMethod.client_secret_basic, "x", GrantType.client_credentials);
        var answer = assertInstanceOf(
                ForTheClient.class, RequestCheck.check(FormParameters.parse(GOOD), Optional.of(other)));
        assertEquals("unauthorized_client", answer.error());
    }
}
