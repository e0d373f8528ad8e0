package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas of token-service: whichever is asked, the answer is the same. */
class ReplicaTest {
    private static final int AT_ONCE = 64;
    private static final Gatehouse GATEHOUSE = Gatehouse.running();
    private static List<URI> replicas = List.of();

    @BeforeAll
    static void start() {
        replicas = List.of(URI.create(GATEHOUSE.issuer()), GATEHOUSE.replica("token"));
    }

    @Test
    void allWhoRefreshAtOnceGetTheSameSuccessorByOneRotation() throws Exception {
        Person ada = GATEHOUSE.register();
        String first = GATEHOUSE.signInForTokens(ada, "jwt").path("refresh_token");
        var start = new CyclicBarrier(AT_ONCE);
        var successors = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Response>> calls = IntStream.range(0, AT_ONCE)
                    .<Callable<Response>>mapToObj(i -> () -> {
                        start.await();
                        return refresh(replicas.get(i % 2), first);
                    })
                    .toList();
            for (var answer : threads.invokeAll(calls)) {
                Response next = answer.get();
                assertEquals(200, next.statusCode(), next.asString());
                successors.add(next.path("refresh_token"));
            }
        }
        assertEquals(1, successors.size());
        assertEquals(List.of(1L), generations(ada));
    }

    @Test
    void whatOneReplicaRevokedTheOtherRefusesFromThatMomentOn() {
        Person ada = GATEHOUSE.register();
        for (int i = 0; i < 30; i++) {
            String token = GATEHOUSE
                    .signInForTokens(ada, i % 3 == 0 ? "opaque" : "jwt")
                    .path("access_token");
            URI one = replicas.get(i % 2);
            URI other = replicas.get(1 - i % 2);
            assertEquals(200, at(one, token).get("/verify").statusCode());
            assertEquals(200, at(other, token).get("/verify").statusCode());
            assertEquals(204, at(one, token).delete("/tokens/current").statusCode());
            assertEquals(401, at(other, token).get("/verify").statusCode());
            assertEquals(401, at(one, token).get("/verify").statusCode());
        }
    }

    @Test
    void whoWasSignedOutEverywhereSignsInAgainAtOnceAtEither() {
        Person ada = GATEHOUSE.register();
        for (int i = 0; i < 6; i++) {
            String before = GATEHOUSE.signInForTokens(ada, "jwt").path("access_token");
            GATEHOUSE.asAdmin().post("/users/" + ada.id() + "/sign-out").then().statusCode(204);
            String after = signIn(replicas.get(i % 2), ada).path("access_token");
            for (URI replica : replicas) {
                assertEquals(401, at(replica, before).get("/verify").statusCode());
                assertEquals(200, at(replica, after).get("/verify").statusCode());
            }
        }
    }

    private static Response refresh(URI replica, String token) {
        return given().baseUri(replica.toString())
                .contentType(ContentType.JSON)
                .body(Map.of("refresh_token", token))
                .post("/tokens/refresh");
    }

    private static Response signIn(URI replica, Person person) {
        return given().baseUri(replica.toString())
                .contentType(ContentType.JSON)
                .body(Map.of("username", person.username(), "password", person.password(), "type", "jwt"))
                .post("/tokens");
    }

    private static io.restassured.specification.RequestSpecification at(URI replica, String token) {
        return given().baseUri(replica.toString()).header("Authorization", "Bearer " + token);
    }

    private static List<Long> generations(Person person) throws SQLException {
        var backing = GATEHOUSE.suite().backing();
        var generations = new ArrayList<Long>();
        try (var connection = DriverManager.getConnection(
                        backing.jdbcUrl(), backing.databaseUser(), backing.databasePassword());
                var statement = connection.prepareStatement("select generation from token.grants where subject = ?")) {
            statement.setString(1, person.id());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    generations.add(rows.getLong(1));
                }
            }
        }
        return generations;
    }
}
