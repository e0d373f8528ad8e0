package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Metrics;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Until;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is counted: all that deploy/docs/observability.md says, and nothing else; each when it happens. */
class MetricsTest {
    private static final List<String> SERVICES = List.of("identity", "token", "session", "oauth");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([a-z, ]+) \\|(.*)\\| ([^|]*) \\|$");
    private static final Pattern TAG =
            Pattern.compile("`(way|outcome|grant|client_type|event|kind|algorithm)`(?=:|, `client_type`)");

    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();

    private double value(String service, String name, String... labels) {
        return gatehouse.watched().metrics(service).value(name, service + "-service", labels);
    }

    /** What grows by {@code act}. */
    private void grows(Runnable act, String service, String name, String... labels) {
        double before = value(service, name, labels);
        act.run();
        Until.holds(name + Arrays.toString(labels) + " grows", () -> value(service, name, labels) > before);
    }

    private String token(String type) {
        return gatehouse.signInForTokens(alice, type).path("access_token");
    }

    @Test
    void thePageNamesWhatThereIsAndNothingElse() throws IOException {
        String page = Files.readString(Gatehouse.projectRoot().resolve("deploy/docs/observability.md"));
        var told = new TreeMap<String, Map<String, TreeSet<String>>>();
        SERVICES.forEach(service -> told.put(service, new TreeMap<>()));
        ROW.matcher(page)
                .results()
                .filter(row -> row.group(1).startsWith("gatehouse_"))
                .forEach(row -> {
                    var tags = new TreeSet<String>();
                    TAG.matcher(row.group(3)).results().forEach(tag -> tags.add(tag.group(1)));
                    for (String service : row.group(2).split(", ")) {
                        told.computeIfAbsent(service, unknown -> new TreeMap<>())
                                .put(row.group(1), tags);
                    }
                });
        var there = new TreeMap<String, Map<String, TreeSet<String>>>();
        for (String service : SERVICES) {
            there.put(
                    service, new TreeMap<>(gatehouse.watched().metrics(service).tags("gatehouse_")));
        }
        assertEquals(told, there);
    }

    @Test
    void whatAlertsAskLibrariesForIsThere() {
        given().spec(gatehouse.origin()).get("/users/me").then().statusCode(401);
        given().spec(gatehouse.origin()).get("/verify").then().statusCode(401);
        given().spec(gatehouse.origin()).get("/login").then().statusCode(200);
        given().spec(gatehouse.origin()).post("/oauth2/token").then().statusCode(401);
        for (String service : SERVICES) {
            Metrics metrics = gatehouse.watched().metrics(service);
            assertTrue(metrics.has("http_server_requests_seconds_count{application=" + service + "-service"), service);
            assertTrue(metrics.has("http_server_requests_seconds_max{application=" + service + "-service"), service);
            assertTrue(metrics.has("process_cpu_usage{application=" + service + "-service"), service);
            assertTrue(metrics.has("jvm_memory_used_bytes{application=" + service + "-service"), service);
        }
        assertTrue(value(
                        "token",
                        "http_server_requests_seconds_count",
                        "method",
                        "GET",
                        "outcome",
                        "CLIENT_ERROR",
                        "status",
                        "401",
                        "uri",
                        "/verify")
                > 0);
    }

    @Test
    void aSignInIsCountedByItsWayAndOutcome() {
        grows(() -> token("jwt"), "identity", "gatehouse_sign_ins_total", "way", "password", "outcome", "signed_in");
        grows(() -> token("jwt"), "identity", "gatehouse_password_hashes_total");
        var wrong = new Person(alice.id(), alice.username(), alice.email(), "not the password of anybody");
        grows(
                () -> gatehouse.signInForTokens(wrong, "jwt").then().statusCode(401),
                "identity",
                "gatehouse_sign_ins_total",
                "way",
                "password",
                "outcome",
                "refused");
        grows(
                () -> given().spec(gatehouse.origin())
                        .auth()
                        .preemptive()
                        .basic(alice.username(), alice.password())
                        .get("/users/me")
                        .then()
                        .statusCode(200),
                "identity",
                "gatehouse_sign_ins_total",
                "way",
                "basic",
                "outcome",
                "signed_in");
    }

    @Test
    void aVerificationIsCountedByItsWayAndOutcome() {
        for (String way : List.of("jwt", "opaque")) {
            String token = token(way);
            grows(
                    () -> gatehouse.bearer(token).get("/verify").then().statusCode(200),
                    "token",
                    "gatehouse_verifications_total",
                    "way",
                    way,
                    "outcome",
                    "admitted");
            grows(
                    () -> gatehouse
                            .bearer(token)
                            .get("/verify?scope=nobody:has")
                            .then()
                            .statusCode(403),
                    "token",
                    "gatehouse_verifications_total",
                    "way",
                    way,
                    "outcome",
                    "insufficient_scope");
        }
        grows(
                () -> given().spec(gatehouse.origin()).get("/verify").then().statusCode(401),
                "token",
                "gatehouse_verifications_total",
                "way",
                "none",
                "outcome",
                "unknown");
    }

    @Test
    void tokensAreCountedByTheirGrantAndClient() {
        grows(
                () -> token("opaque"),
                "token",
                "gatehouse_tokens_issued_total",
                "grant",
                "password",
                "client_type",
                "first_party");
        OAuthClient client = gatehouse.confidentialClient("https://notes.example/callback");
        grows(
                () -> ask(client.id(), client.secret(), "client_credentials")
                        .then()
                        .statusCode(200),
                "oauth",
                "gatehouse_tokens_issued_total",
                "grant",
                "client_credentials",
                "client_type",
                "confidential");
        grows(
                () -> ask(client.id(), client.secret(), "authorization_code")
                        .then()
                        .statusCode(400),
                "oauth",
                "gatehouse_tokens_refused_total",
                "grant",
                "authorization_code",
                "client_type",
                "confidential");
        grows(
                () -> ask(client.id(), "wrong", "client_credentials").then().statusCode(401),
                "oauth",
                "gatehouse_clients_turned_away_total");
    }

    private Response ask(String client, String secret, String grant) {
        return given().spec(gatehouse.origin())
                .header("Authorization", Gatehouse.basic(client, secret))
                .contentType(ContentType.URLENC)
                .formParam("grant_type", grant)
                .formParam("code", "a-code-that-nobody-was-given")
                .formParam("redirect_uri", "https://notes.example/callback")
                .post("/oauth2/token");
    }

    @Test
    void aRevocationIsCountedAndHowLongItTook() {
        String token = token("jwt");
        double known = value("token", "gatehouse_revocation_lag_seconds_count");
        grows(
                () -> gatehouse.bearer(token).delete("/tokens/current").then().statusCode(204),
                "token",
                "gatehouse_revocations_total",
                "kind",
                "grant");
        Until.holds("it is told", () -> value("token", "gatehouse_revocation_lag_seconds_count") > known);
        assertTrue(value("token", "gatehouse_revocation_log_age_seconds") >= 0);
    }

    @Test
    void aRefreshTokenThatIsUsedAgainIsCounted() {
        String first = gatehouse.signInForTokens(alice, "opaque").path("refresh_token");
        String second = refresh(first).path("refresh_token");
        grows(
                () -> refresh(second).then().statusCode(200),
                "token",
                "gatehouse_tokens_issued_total",
                "grant",
                "refresh_token",
                "client_type",
                "first_party");
        grows(() -> refresh(first).then().statusCode(401), "token", "gatehouse_refresh_reuses_total");
    }

    private Response refresh(String token) {
        return given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(Map.of("refresh_token", token))
                .post("/tokens/refresh");
    }

    @Test
    void sessionsAreCountedAsTheyComeAndGo() {
        grows(
                () -> gatehouse.signInForCookie(alice).then().statusCode(201),
                "session",
                "gatehouse_sessions_total",
                "event",
                "opened");
        String cookie = gatehouse.signInForCookie(alice).cookie(Gatehouse.COOKIE);
        String csrf = given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, cookie)
                .get("/sessions/current")
                .path("csrf_token");
        grows(
                () -> given().spec(gatehouse.origin())
                        .cookie(Gatehouse.COOKIE, cookie)
                        .header("X-CSRF-Token", csrf)
                        .delete("/sessions/current")
                        .then()
                        .statusCode(204),
                "session",
                "gatehouse_sessions_total",
                "event",
                "ended");
    }

    @Test
    void aMailIsCounted() {
        grows(gatehouse::register, "identity", "gatehouse_mails_total", "outcome", "sent");
    }

    @Test
    void theKeysAndTheQueueTellHowTheyAre() {
        assertTrue(value("token", "gatehouse_signing_key_age_seconds", "algorithm", "ES256") >= 0);
        assertEquals(90 * 24 * 3600, value("token", "gatehouse_signing_key_rotation_seconds"));
        assertEquals(64, value("identity", "gatehouse_password_hash_queue_limit"));
    }
}
