package dev.gatehouse.oauth.device;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientMetadata;
import dev.gatehouse.oauth.client.RegisteredClient;
import io.quarkus.redis.datasource.RedisDataSource;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device, and its user at a browser. */
@Singleton
class Devices {
    static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private final ClientAdministration clients;
    private final RedisDataSource redis;

    Devices(ClientAdministration clients, RedisDataSource redis) {
        this.clients = clients;
        this.redis = redis;
    }

    /** @param complete the address with the user code */
    record Codes(String deviceCode, String userCode, String complete) {}

    /** A public client, without redirect URIs. */
    RegisteredClient client(Map<String, Object> more) {
        return client("Living <room>", "none", more).client();
    }

    ClientAdministration.Saved client(String name, String method, Map<String, Object> more) {
        ClientMetadata asked = Fixtures.metadata(
                        name,
                        null,
                        List.of(GRANT, "refresh_token"),
                        null,
                        Scope.of("openid", "profile", "offline_access", "orders:read"),
                        method,
                        null,
                        null)
                .with(more);
        return assertInstanceOf(ClientAdministration.Saved.class, clients.register(asked));
    }

    /** Nobody has guessed yet. */
    void forgetGuesses() {
        Set<String> counts = Set.copyOf(redis.key().keys("oauth:limit:device-guess*"));
        if (!counts.isEmpty()) {
            redis.key().del(counts.toArray(String[]::new));
        }
    }

    /** As if it had been done so often in this minute. */
    void count(String what, String who, int times) {
        redis.value(String.class).setex("oauth:limit:" + what + ":" + Secrets.sha256(who), 60, Integer.toString(times));
    }

    static Response ask(String form) {
        return given().contentType("application/x-www-form-urlencoded")
                .header("X-Forwarded-For", "192.0.2.77")
                .body(form)
                .post("/oauth2/device_authorization");
    }

    static Codes asked(RegisteredClient client, String scope) {
        Response answer = ask("client_id=" + client.clientId() + "&scope=" + scope);
        assertEquals(200, answer.statusCode(), answer.asString());
        return new Codes(
                answer.path("device_code"), answer.path("user_code"), answer.path("verification_uri_complete"));
    }

    static ValidatableResponse poll(RegisteredClient client, String deviceCode) {
        return given().formParam("client_id", client.clientId())
                .formParam("grant_type", GRANT)
                .formParam("device_code", deviceCode)
                .post("/oauth2/token")
                .then();
    }

    /** As if the device had waited for long enough. */
    void waited(Codes codes) {
        redis.hash(String.class).hdel(key(codes.deviceCode()), "last");
    }

    /** As if the codes had been asked for long ago. */
    void tooOld(Codes codes) {
        redis.hash(String.class).hset(key(codes.deviceCode()), "until", "1000");
    }

    static String key(String deviceCode) {
        return "oauth:device:" + Secrets.sha256(deviceCode);
    }

    static RequestSpecification visitor(@Nullable UUID user) {
        RequestSpecification visitor = given().redirects().follow(false);
        return user == null ? visitor : visitor.cookie(SessionService.COOKIE, user.toString());
    }

    static ValidatableResponse enter(UUID user, String code) {
        return visitor(user)
                .formParam("csrf_token", CsrfToken.of(user.toString()))
                .formParam("user_code", code)
                .post("/oauth2/device")
                .then();
    }

    /** @param page that asks */
    static ValidatableResponse decide(UUID user, String page, String decision) {
        return visitor(user)
                .formParam("csrf_token", CsrfToken.of(user.toString()))
                .formParam("request", field(page, "request"))
                .formParam("mark", field(page, "mark"))
                .formParam("decision", decision)
                .post("/oauth2/device/decision")
                .then();
    }

    static String field(String page, String name) {
        return page.replaceFirst("(?s).*name=\"" + name + "\" value=\"([^\"]+)\".*", "$1");
    }

    /** The user types the code in, and says yes or no. */
    static void decided(UUID user, Codes codes, String decision) {
        String page = enter(user, codes.userCode()).statusCode(200).extract().asString();
        decide(user, page, decision).statusCode(200);
    }

    /** The page that asks the user, once the code is typed in. */
    static String asking(UUID user, RegisteredClient client) {
        return asking(user, client, "openid");
    }

    static String asking(UUID user, RegisteredClient client, String scope) {
        return enter(user, asked(client, scope).userCode())
                .statusCode(200)
                .body(containsString("name=\"mark\""))
                .extract()
                .asString();
    }

    /** There is nothing to decide any more. */
    static void gone(ValidatableResponse answer) {
        answer.statusCode(400).body(containsString("decided or too old"));
    }
}
