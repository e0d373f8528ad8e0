package dev.gatehouse.oauth.conformance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientAdministration.Saved;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An application as the plans have them: with a secret and without PKCE, and a user who lets it do all that it may. */
final class Application {
    static final Scope SCOPE = Scope.of("openid", "profile", "email", "address", "phone", "offline_access");
    private static final ObjectMapper JSON = new ObjectMapper();
    final String id;
    final String secret;
    final UUID user = UUID.randomUUID();

    Application(ClientAdministration clients, ConsentStore consents, Map<String, Object> more) {
        this(clients, consents, "client_secret_basic", more);
    }

    /** @param method as which the client is to prove who it is */
    Application(ClientAdministration clients, ConsentStore consents, String method, Map<String, Object> more) {
        var members = new HashMap<String, Object>(Map.of("require_pkce", false));
        members.putAll(more);
        var asked = Fixtures.metadata(
                        "An application",
                        List.of(Fixtures.CALLBACK),
                        List.of("authorization_code", "refresh_token"),
                        null,
                        SCOPE,
                        method,
                        null,
                        null)
                .with(members);
        Saved saved = assertInstanceOf(Saved.class, clients.register(asked));
        id = saved.client().clientId();
        secret = String.valueOf(saved.secret());
        consents.allow(user, id, SCOPE);
    }

    /** Names and values in turn, in place of those of a request that is in order; an empty one takes one away. */
    Map<String, String> request(String... changes) {
        var request = new LinkedHashMap<>(Map.of(
                "client_id", id,
                "redirect_uri", Fixtures.CALLBACK,
                "response_type", "code",
                "scope", "openid",
                "state", "s",
                "nonce", "n"));
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1].isEmpty()) {
                request.remove(changes[i]);
            } else {
                request.put(changes[i], changes[i + 1]);
            }
        }
        return request;
    }

    /** What somebody gets who is not signed in. */
    ValidatableResponse asNobody(String... changes) {
        return given().redirects()
                .follow(false)
                .queryParams(request(changes))
                .get("/oauth2/authorize")
                .then();
    }

    /** What the user gets who signed in just now. */
    ValidatableResponse ask(String... changes) {
        return askSignedIn(Duration.ZERO, changes);
    }

    ValidatableResponse askSignedIn(Duration ago, String... changes) {
        return given().redirects()
                .follow(false)
                .cookie(SessionService.COOKIE, session(ago))
                .queryParams(request(changes))
                .get("/oauth2/authorize")
                .then();
    }

    private String session(Duration ago) {
        return user + "." + Instant.now().minus(ago).toEpochMilli();
    }

    /** What {@code user} presses on the consent page. */
    static ValidatableResponse decide(UUID user, ValidatableResponse page, String decision) {
        String html = page.statusCode(200).extract().asString();
        return given().redirects()
                .follow(false)
                .cookie(SessionService.COOKIE, user.toString())
                .formParam("request", html.replaceFirst("(?s).*name=\"request\" value=\"([^\"]+)\".*", "$1"))
                .formParam("csrf_token", CsrfToken.of(user.toString()))
                .formParam("decision", decision)
                .post("/oauth2/authorize/decision")
                .then();
    }

    /** The parameters by which the client is answered at its redirect URI. */
    static FormParameters answer(ValidatableResponse led) {
        String location = led.statusCode(303)
                .header("Location", startsWith(Fixtures.CALLBACK + "?"))
                .extract()
                .header("Location");
        return FormParameters.parse(location.substring(location.indexOf('?') + 1));
    }

    static String code(ValidatableResponse led) {
        String code = answer(led).get("code");
        assertNotNull(code);
        return code;
    }

    ValidatableResponse exchange(String code, String... more) {
        return given().auth()
                .preemptive()
                .basic(id, secret)
                .formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("redirect_uri", Fixtures.CALLBACK)
                .formParams(pairs(more))
                .post("/oauth2/token")
                .then();
    }

    private static Map<String, String> pairs(String... more) {
        var pairs = new LinkedHashMap<String, String>();
        for (int i = 0; i < more.length; i += 2) {
            pairs.put(more[i], more[i + 1]);
        }
        return pairs;
    }

    /** What token-service was ordered to make. */
    static JsonNode order(ValidatableResponse answer) throws IOException {
        String token = answer.statusCode(200).extract().path("access_token");
        return JSON.readTree(Base64.getUrlDecoder().decode(token));
    }
}
