package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Until;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas of session-service with one Redis: whichever is asked, the answer is the same. */
class SessionReplicaTest {
    private static final int AT_ONCE = 64;
    private static final Gatehouse GATEHOUSE = Gatehouse.running();
    private static List<URI> replicas = List.of();

    @BeforeAll
    static void start() {
        replicas = List.of(URI.create(GATEHOUSE.issuer()), GATEHOUSE.replica("session"));
    }

    @Test
    void whatIsOpenedAtOneIsKnownAndEndedAtTheOther() {
        Person ada = GATEHOUSE.register();
        for (int i = 0; i < 6; i++) {
            String cookie = signIn(replicas.get(i % 2), ada);
            URI other = replicas.get(1 - i % 2);
            Response current = at(other, cookie).get("/sessions/current");
            current.then().statusCode(200).body("subject", equalTo(ada.id()));
            signOut(other, cookie, current.path("csrf_token")).then().statusCode(204);
            for (URI replica : replicas) {
                at(replica, cookie).get("/sessions/current").then().statusCode(401);
            }
            given().spec(GATEHOUSE.origin())
                    .cookie(Gatehouse.COOKIE, cookie)
                    .get("/verify")
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void allWhoSignOutAtOnceAreToldThatItIsDone() throws Exception {
        Person ada = GATEHOUSE.register();
        String cookie = signIn(replicas.getFirst(), ada);
        String token = at(replicas.getFirst(), cookie).get("/sessions/current").path("csrf_token");
        var start = new CyclicBarrier(AT_ONCE);
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = IntStream.range(0, AT_ONCE)
                    .<Callable<Integer>>mapToObj(i -> () -> {
                        start.await();
                        return signOut(replicas.get(i % 2), cookie, token).statusCode();
                    })
                    .toList();
            for (var answer : threads.invokeAll(calls)) {
                statuses.add(answer.get());
            }
        }
        // Whoever comes when it is done has no session any more.
        assertTrue(statuses.contains(204), statuses::toString);
        assertTrue(statuses.stream().allMatch(status -> status == 204 || status == 401), statuses::toString);
        replicas.forEach(
                replica -> at(replica, cookie).get("/sessions/current").then().statusCode(401));
    }

    @Test
    void moreThanAUserMayHaveAreNeverThereHoweverManyAreOpenedAtOnce() throws Exception {
        Person ada = GATEHOUSE.register();
        int most = 20;
        var cookies = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> calls = IntStream.range(0, most + 12)
                    .<Callable<String>>mapToObj(i -> () -> signIn(replicas.get(i % 2), ada))
                    .toList();
            for (var answer : threads.invokeAll(calls)) {
                cookies.add(answer.get());
            }
        }
        long live = cookies.stream()
                .filter(cookie ->
                        at(replicas.getFirst(), cookie).get("/sessions/current").statusCode() == 200)
                .count();
        assertEquals(most, live);
        String newest = signIn(replicas.getFirst(), ada);
        at(replicas.get(1), newest)
                .get("/sessions")
                .then()
                .statusCode(200)
                .body("sessions.size()", equalTo(most))
                .body("sessions[0].current", equalTo(true));
    }

    @Test
    void noSessionIsLostWhereRedisIsKilled() {
        List<String> cookies = IntStream.range(0, 10)
                .mapToObj(i -> GATEHOUSE.register())
                .flatMap(person -> IntStream.range(0, 10).mapToObj(i -> signIn(replicas.get(i % 2), person)))
                .toList();
        var redis = GATEHOUSE.suite().backing().redis();
        // As kill -9: it has no time to write anything.
        ProcessHandle process = ProcessHandle.of(redis.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        redis.stop();
        redis.start();
        Until.holds(
                "sessions are known again",
                () -> at(replicas.getFirst(), cookies.getFirst())
                                .get("/sessions/current")
                                .statusCode()
                        == 200);
        for (int i = 0; i < cookies.size(); i++) {
            at(replicas.get(i % 2), cookies.get(i))
                    .get("/sessions/current")
                    .then()
                    .statusCode(200);
        }
    }

    private static String signIn(URI replica, Person person) {
        Response opened = given().baseUri(replica.toString())
                .contentType("application/json")
                .body(Map.of("username", person.username(), "password", person.password()))
                .post("/sessions");
        opened.then().statusCode(201);
        return opened.cookie(Gatehouse.COOKIE);
    }

    private static Response signOut(URI replica, String cookie, String csrfToken) {
        return at(replica, cookie).header("X-CSRF-Token", csrfToken).delete("/sessions/current");
    }

    private static RequestSpecification at(URI replica, String cookie) {
        return given().baseUri(replica.toString()).cookie(Gatehouse.COOKIE, cookie);
    }
}
