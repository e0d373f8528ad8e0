package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.backing.BackingServices;
import dev.gatehouse.suite.setup.CallByHand;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Until;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users come from another system by the thousand, with the passwords that they have. */
class ImportTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final String PASSWORD = "correct horse";
    private static final String OURS = "$argon2id$v=19$m=19456,t=2,p=1$";
    private static final int PROXY = 18080;
    private static final int SERVICE = 18081;
    private final Gatehouse gatehouse = Gatehouse.running();
    private final String prefix = "i" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void thousandsOfUsersComeInOneCallAndWhatFailsIsNamed() {
        String lines = users(1, 6000) + "nonsense\n" + users(3, 3) + users(6001, 6001);
        List<String> answer = post(lines).lines().toList();
        assertEquals(
                List.of(
                        "{\"progress\":5000,\"imported\":5000,\"failed\":0}",
                        "{\"line\":6001,\"error\":\"not_json\",\"detail\":\"The line is not one JSON object.\"}",
                        "{\"line\":6002,\"error\":\"taken\",\"detail\":\"The username or the e-mail address is taken.\"}",
                        "{\"lines\":6003,\"imported\":6001,\"failed\":2,\"complete\":true}"),
                answer);
        String id = gatehouse
                .asAdmin()
                .get("/users?username=" + prefix + "-6001")
                .then()
                .statusCode(200)
                .body("users[0].email", equalTo(prefix + "-6001@example.test"))
                .extract()
                .path("users[0].id");
        gatehouse
                .asAdmin()
                .get("/account/activity/all?user=" + id)
                .then()
                .body("events.event", equalTo(List.of("imported")))
                .body("events[0].address", equalTo("127.0.0.1"));
    }

    /** Made by other programs: argon2, perl's crypt, Python's hashlib. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "$argon2id$v=19$m=1024,t=2,p=2$MDEyMzQ1Njc4OWFiY2RlZg$gyAB513YsKkumS8py9dwwMvzgLeFFFEb+oaTMHycsgU",
                "$argon2i$v=19$m=1024,t=2,p=2$MDEyMzQ1Njc4OWFiY2RlZg$M0oEKvALZLqWKXzMK4TdNzZJKBvHzZlBDoRLTKBoAg4",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2",
                "$2y$05$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2",
                "$pbkdf2$i=1000$MDEyMzQ1Njc4OWFiY2RlZg$aUfE2vx5Q7zgbb0jx49AaNpXUQQ",
                "$pbkdf2-sha256$1000$MDEyMzQ1Njc4OWFiY2RlZg$cBg8D2DungRB9k76szThf5ehfyBz991ay6PT8Srwk4M",
                "$pbkdf2-sha512$1000$MDEyMzQ1Njc4OWFiY2RlZg$OM0FAoIqCVK1sWtxDiffVlBejtLa.ks4TP71JiecwuSZCG8iLbnlIEPOMoVX.i2B2wkSxjQ8CRGR9OkNGuIPMQ",
                "$scrypt$ln=15,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$puHF8wsl4P5tR3JANsCleZiOQes+05KY2PoHbUEpMGQ",
                "$s0$a0801$MDEyMzQ1Njc4OWFiY2RlZg==$6g3umF+uVrJsObaTZhIbbTlgrvOEFcCItdwSjtPF67M="
            })
    void peopleSignInWithThePasswordTheyHadAndItIsHashedAnew(String hash) throws SQLException {
        importsOne("{\"username\":\"" + prefix + "\",\"password_hash\":\"" + hash + "\"}\n");
        signsInAndIsHashedAnew();
    }

    @Test
    void peopleOfKeycloakSignInToo() throws SQLException {
        importsOne("{\"id\":\"5b1f\",\"username\":\"" + prefix
                + "\",\"enabled\":true,\"firstName\":\"Ada\",\"credentials\":["
                + "{\"type\":\"password\",\"secretData\":\"{\\\"value\\\":\\\"OM0FAoIqCVK1sWtxDiffVlBejtLa+ks4TP71JiecwuSZCG8iLbnlIEPOMoVX+i2B2wkSxjQ8CRGR9OkNGuIPMQ==\\\",\\\"salt\\\":\\\"MDEyMzQ1Njc4OWFiY2RlZg==\\\"}\","
                + "\"credentialData\":\"{\\\"hashIterations\\\":1000,\\\"algorithm\\\":\\\"pbkdf2-sha512\\\"}\"}]}\n");
        signsInAndIsHashedAnew();
    }

    @Test
    void peopleOfKeycloakWhoWereCalledByTheirAddressSignInByIt() {
        String address = prefix + "@example.test";
        List<String> answer = post("{\"username\":\"" + address + "\",\"email\":\"" + address
                        + "\",\"emailVerified\":true,\"enabled\":true,\"credentials\":["
                        + "{\"type\":\"password\",\"secretData\":\"{\\\"value\\\":\\\"OM0FAoIqCVK1sWtxDiffVlBejtLa+ks4TP71JiecwuSZCG8iLbnlIEPOMoVX+i2B2wkSxjQ8CRGR9OkNGuIPMQ==\\\",\\\"salt\\\":\\\"MDEyMzQ1Njc4OWFiY2RlZg==\\\"}\","
                        + "\"credentialData\":\"{\\\"hashIterations\\\":1000,\\\"algorithm\\\":\\\"pbkdf2-sha512\\\"}\"}]}\n")
                .lines()
                .toList();
        assertTrue(answer.getFirst().contains("\"username_derived\"")
                && answer.getFirst().contains(prefix));
        assertEquals("{\"lines\":1,\"imported\":1,\"failed\":0,\"complete\":true}", answer.getLast());
        for (String login : List.of(address, prefix)) {
            gatehouse
                    .signInForTokens(new Person("", login, address, PASSWORD), "jwt")
                    .then()
                    .statusCode(201);
        }
    }

    private void importsOne(String line) {
        assertEquals("{\"lines\":1,\"imported\":1,\"failed\":0,\"complete\":true}\n", post(line));
    }

    private void signsInAndIsHashedAnew() throws SQLException {
        gatehouse
                .signInForTokens(new Person("", prefix, "", PASSWORD + "x"), "jwt")
                .then()
                .statusCode(401);
        assertFalse(storedHash().startsWith(OURS));
        for (int i = 0; i < 2; i++) {
            gatehouse
                    .signInForTokens(new Person("", prefix, "", PASSWORD), "jwt")
                    .then()
                    .statusCode(201);
            assertTrue(storedHash().startsWith(OURS));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {PROXY, SERVICE})
    void whoIsNoAdministratorIsRefusedBeforeTheBodyIsSent(int port) throws IOException {
        Person ada = gatehouse.register();
        String credentials = "Authorization: " + Gatehouse.basic(ada.username(), ada.password());
        try (var call = new CallByHand(port, credentials, 200_000_000)) {
            call.write(users(1, 10));
            assertEquals("HTTP/1.1 403 Forbidden", call.status());
        }
        try (var call = new CallByHand(port, "X-Nobody: here", 200_000_000)) {
            call.write(users(1, 10));
            assertEquals("HTTP/1.1 401 Unauthorized", call.status());
        }
    }

    @Test
    void whoIsNoAdministratorIsRefusedAlsoWhenTheySendAll() {
        Person ada = gatehouse.register();
        given().spec(gatehouse.origin())
                .auth()
                .preemptive()
                .basic(ada.username(), ada.password())
                .contentType(NDJSON)
                .body(users(1, 20_000).getBytes(StandardCharsets.UTF_8))
                .post("/users/import")
                .then()
                .statusCode(403);
        gatehouse.asAdmin().get("/users?username=" + prefix + "-1").then().body("users.size()", equalTo(0));
    }

    @Test
    void thereIsABoundToOneImportAndTheOtherCallsKeepTheirs() throws IOException {
        try (var call = new CallByHand(PROXY, administrator(), 300_000_000)) {
            call.write(users(1, 10));
            assertEquals("HTTP/1.1 413 Request Entity Too Large", call.status());
        }
        byte[] large = users(1, 2000).getBytes(StandardCharsets.UTF_8);
        for (String path : List.of("/users/import/", "/users", "/users/import?x=1/..")) {
            int status = gatehouse
                    .asAdmin()
                    .contentType(NDJSON)
                    .body(large)
                    .put(path)
                    .statusCode();
            assertEquals(413, status, path);
        }
        gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/users/import")
                .then()
                .statusCode(415);
    }

    @Test
    void theAnswerComesWhileTheBodyIsStillSent() throws IOException {
        try (var call = new CallByHand(PROXY, administrator(), -1)) {
            call.send("nonsense\n".repeat(600));
            assertEquals("HTTP/1.1 200 OK", call.status());
            assertEquals(
                    "{\"line\":1,\"error\":\"not_json\",\"detail\":\"The line is not one JSON object.\"}", call.line());
            call.send(users(1, 1));
            call.end();
            assertEquals("{\"lines\":601,\"imported\":1,\"failed\":600,\"complete\":true}", call.last());
        }
    }

    @Test
    void aCallerMayReadTheAnswerOnlyAtTheEnd() throws IOException {
        try (var call = new CallByHand(PROXY, administrator(), -1)) {
            for (int i = 0; i < 50; i++) {
                call.send("nonsense\n".repeat(1000));
            }
            call.end();
            assertEquals("HTTP/1.1 200 OK", call.status());
            assertEquals("{\"lines\":50000,\"imported\":0,\"failed\":50000,\"complete\":true}", call.last());
        }
    }

    @Test
    void whoGoesAwayMidwayLeavesWhatWasImportedByThen() throws IOException {
        try (var call = new CallByHand(PROXY, administrator(), -1)) {
            call.send(users(1, 1100));
            Until.holds("the first thousand are there", () -> present(1000));
        }
        post(users(1001, 1001));
        assertTrue(present(1000));
        assertTrue(present(1001));
        assertFalse(present(1100), "the last batch was not whole");
    }

    @Test
    void anUploadThatStandsStillIsEnded() throws IOException {
        try (var call = new CallByHand(SERVICE, administrator(), -1)) {
            call.send(users(1, 1));
            assertFalse(call.toTheEnd().contains("complete"), "the service closes the connection, and says no sum");
        }
        assertFalse(present(1), "the batch never got full");
    }

    private boolean present(int number) {
        List<?> found = gatehouse
                .asAdmin()
                .get("/users?username=" + prefix + "-" + number)
                .then()
                .statusCode(200)
                .extract()
                .path("users");
        return !found.isEmpty();
    }

    private String users(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(
                        i -> "{\"username\":\"%1$s-%2$d\",\"email\":\"%1$s-%2$d@example.test\"}\n".formatted(prefix, i))
                .collect(Collectors.joining());
    }

    private String post(String lines) {
        return gatehouse
                .asAdmin()
                .contentType(NDJSON)
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/users/import")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .contentType(NDJSON)
                .extract()
                .asString();
    }

    private String administrator() {
        return "Authorization: "
                + Gatehouse.basic(
                        gatehouse.suite().adminUsername(), gatehouse.suite().adminPassword());
    }

    private String storedHash() throws SQLException {
        BackingServices backing = gatehouse.suite().backing();
        try (var connection = DriverManager.getConnection(
                        backing.jdbcUrl(), backing.databaseUser(), backing.databasePassword());
                var statement =
                        connection.prepareStatement("select password_hash from identity.users where username = ?")) {
            statement.setString(1, prefix);
            try (var rows = statement.executeQuery()) {
                assertTrue(rows.next());
                return rows.getString(1);
            }
        }
    }
}
