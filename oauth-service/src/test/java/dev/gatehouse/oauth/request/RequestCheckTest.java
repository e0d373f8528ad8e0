package dev.gatehouse.oauth.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientRequests;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.request.RequestCheck.Checked;
import dev.gatehouse.oauth.request.RequestCheck.ForTheClient;
import dev.gatehouse.oauth.request.RequestCheck.ForTheUser;
import dev.gatehouse.oauth.request.RequestCheck.InOrder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCheckTest {
    private static final RegisteredClient CLIENT = Fixtures.client(AuthMethod.none, "", GrantType.authorization_code);
    private static final String GOOD = "client_id=client-1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb"
            + "&response_type=code&scope=openid+profile&state=s+1&nonce=n&code_challenge_method=S256&code_challenge="
            + Fixtures.CHALLENGE;

    private static Checked check(String query) {
        return RequestCheck.check(FormParameters.parse(query), CLIENT);
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
        "nonce=n, prompt=create+login, invalid_request",
        "nonce=n, prompt=unheard_of, invalid_request",
        "nonce=n, max_age=-1, invalid_request",
        "nonce=n, resource=https://orders.example, invalid_target",
        "nonce=n, resource=urn:example:stock&resource=urn:example:other, invalid_target",
        "nonce=n, resource=/api, invalid_target",
        "nonce=n, response_mode=fragment, invalid_request",
        "nonce=n, prompt=none+select_account, invalid_request",
        "nonce=n, claims=x, invalid_request",
        "nonce=n, claims=[], invalid_request",
        "nonce=n, claims={\"userinfo\":{\"name\":1}}, invalid_request",
        "nonce=n, claims={\"id_token\":[]}, invalid_request",
        "nonce=n, 'claims={\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"other\"}}}', unmet_authentication_requirements"
    })
    void tellsTheClient(String part, String instead, String error) {
        var answer = assertInstanceOf(ForTheClient.class, check(GOOD.replace(part, instead)));
        assertEquals(error, answer.error());
        assertEquals("s 1", answer.state());
        assertEquals(Fixtures.CALLBACK, answer.redirectUri());
    }

    @ParameterizedTest
    @CsvSource({
        Fixtures.CHALLENGE + ", true",
        Fixtures.CHALLENGE + "x, false",
        "short, false",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c*, false",
    })
    void namesTheKeyThatTheCodeIsToBeBoundTo(String thumbprint, boolean taken) {
        var checked = check(GOOD + "&dpop_jkt=" + thumbprint);
        if (taken) {
            assertEquals(
                    thumbprint,
                    assertInstanceOf(InOrder.class, checked).request().dpopJkt());
        } else {
            assertEquals(
                    "invalid_request",
                    assertInstanceOf(ForTheClient.class, checked).error());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', query",
        "&response_mode=query, query",
        "&response_mode=form_post, form_post",
        "&response_mode=jwt, query_jwt",
        "&response_mode=query.jwt, query_jwt",
        "&response_mode=form_post.jwt, form_post_jwt"
    })
    void isAnsweredAsItAsks(String more, ResponseMode mode) {
        assertEquals(mode, request(GOOD + more).mode());
        var wrong = assertInstanceOf(ForTheClient.class, check(GOOD.replace("S256", "plain") + more));
        assertEquals(mode, wrong.mode());
    }

    @Test
    void singleClaimsAreThoseThatTheClientMayHave() {
        Claims claims = request(GOOD + claims("""
                {"userinfo": {"name": {"essential": true}, "email": null, "unheard_of": null},
                 "id_token": {"birthdate": {"value": "2000"}, "sub": {"value": "ann"}, "auth_time": {"essential": true}}}
                """)).claims();
        assertEquals(List.of("name"), claims.userinfo());
        assertEquals(List.of("birthdate"), claims.idToken());
        assertEquals(List.of("ann"), claims.subjects());
        assertEquals(Claims.NONE, request(GOOD + claims("{}")).claims());
        assertEquals(Claims.NONE, request(GOOD + claims("{\"userinfo\": null}")).claims());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | ",
                "{\"essential\": true} | ",
                "{\"value\": null} | ",
                "{\"value\": \"ann\"} | ann",
                "{\"values\": [\"ann\", \"bob\"]} | ann bob",
                "{\"value\": 1} | ''",
                "{\"values\": []} | ''"
            })
    void whoWillDoIsOneOrAnyOfAList(String claim, @Nullable String subjects) {
        assertEquals(
                subjects == null
                        ? null
                        : Stream.of(subjects.split(" ", -1))
                                .filter(name -> !name.isEmpty())
                                .toList(),
                request(GOOD + claims("{\"id_token\": {\"sub\": " + claim + "}}"))
                        .claims()
                        .subjects());
    }

    /** Of acr_values any will do; an essential claim goes before them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | ",
                "phr urn:gatehouse:acr:mfa | '' | MULTIPLE",
                "other phr | '' | PHISHING_RESISTANT",
                "other | '' | ",
                "'' | {\"value\": \"phr\"} | PHISHING_RESISTANT",
                "urn:gatehouse:acr:mfa | {\"value\": \"phr\"} | MULTIPLE",
                "urn:gatehouse:acr:mfa | {\"essential\": true, \"values\": [\"x\", \"phr\"]} | PHISHING_RESISTANT",
                "urn:gatehouse:acr:mfa | {\"essential\": true} | MULTIPLE",
                "'' | {\"value\": \"x\"} | "
            })
    void demandsASignIn(String values, String claim, @Nullable AuthenticationClass acr) {
        String query = GOOD + (values.isEmpty() ? "" : "&acr_values=" + values.replace(' ', '+'));
        query += claim.isEmpty() ? "" : claims("{\"id_token\": {\"acr\": " + claim + "}}");
        assertEquals(acr, request(query).acr());
    }

    private static String claims(String json) {
        return "&claims=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"type\":\"payment\"}] | true",
                "[{\"type\":\"payment\",\"actions\":[\"read\"],\"to\":{\"iban\":\"x\"}},{\"type\":\"account\"}] | true",
                "[] | false",
                "{\"type\":\"payment\"} | false",
                "[{\"type\":\"other\"}] | false",
                "[{\"actions\":[]}] | false",
                "[{\"type\":[\"payment\"]}] | false",
                "[{\"type\":\"payment\",\"a\":{\"b\":{\"c\":{}}}}] | false",
                "[1] | false",
                "x | false"
            })
    void detailsAreOfTypesThatTheClientMayAskFor(String details, boolean good) {
        var asks = new ClientRequests(
                "web",
                "plain",
                false,
                true,
                false,
                null,
                List.of(),
                null,
                false,
                List.of(),
                List.of("payment", "account"),
                null);
        String query = GOOD + "&authorization_details=" + URLEncoder.encode(details, StandardCharsets.UTF_8);
        Checked checked = RequestCheck.check(FormParameters.parse(query), Fixtures.but(CLIENT, asks));
        if (good) {
            var request = assertInstanceOf(InOrder.class, checked).request();
            assertEquals("payment", request.details().getFirst().get("type"));
        } else {
            assertEquals(
                    "invalid_authorization_details",
                    assertInstanceOf(ForTheClient.class, checked).error());
        }
    }

    @Test
    void whatAClientIsRegisteredForStandsWhereItDoesNotSay() {
        var asks = new ClientRequests(
                "native", "plain", false, true, false, null, List.of(), 300L, false, List.of("phr"), List.of(), null);
        RegisteredClient client = Fixtures.but(CLIENT, asks);
        var request = assertInstanceOf(InOrder.class, RequestCheck.check(FormParameters.parse(GOOD), client))
                .request();
        assertEquals(300L, request.maxAge());
        assertEquals(AuthenticationClass.PHISHING_RESISTANT, request.acr());
        request = assertInstanceOf(
                        InOrder.class,
                        RequestCheck.check(
                                FormParameters.parse(GOOD + "&max_age=5&acr_values=urn:gatehouse:acr:single"), client))
                .request();
        assertEquals(5L, request.maxAge());
        assertEquals(AuthenticationClass.SINGLE, request.acr());
    }

    @Test
    void aClientWithoutTheGrantIsTold() {
        var other = Fixtures.client(AuthMethod.client_secret_basic, "x", GrantType.client_credentials);
        var answer = assertInstanceOf(ForTheClient.class, RequestCheck.check(FormParameters.parse(GOOD), other));
        assertEquals("unauthorized_client", answer.error());
    }
}
