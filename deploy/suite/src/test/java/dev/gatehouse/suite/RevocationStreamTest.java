package dev.gatehouse.suite;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Until;
import io.restassured.path.json.JsonPath;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Scanner;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code GET /revocations}: what verifiers that check JWTs themselves are told. */
@Timeout(120)
class RevocationStreamTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void eachRevocationIsToldOnceWhereverAListenerBreaksOff() throws Exception {
        Person ada = gatehouse.register();
        Stream first = open(null);
        String revoked = revoke(ada);
        Event seen = first.until(revoked);
        first.close();
        String meanwhile = revoke(ada);
        String later;
        try (Stream again = open(seen.id())) {
            // What came while nobody listened is the first to be told, and nothing before it.
            Event next = again.next();
            assertEquals(Long.parseLong(seen.id()) + 1, Long.parseLong(next.id()));
            var names = new HashSet<String>();
            names.add(next.value());
            while (!names.contains(meanwhile)) {
                assertTrue(names.add(again.next().value()), "told twice");
            }
            later = revoke(ada);
            again.until(later);
        }
    }

    @Test
    void manyListenersTakeNothingFromThoseWhoVerify() throws Exception {
        Person ada = gatehouse.register();
        String token = gatehouse.signInForTokens(ada, "jwt").path("access_token");
        var streams = new ArrayList<Stream>();
        try {
            for (int i = 0; i < 60; i++) {
                streams.add(open(null));
            }
            for (int i = 0; i < 20; i++) {
                gatehouse.bearer(token).get("/verify").then().statusCode(200);
            }
            String revoked = revoke(ada);
            for (Stream stream : streams) {
                stream.until(revoked);
            }
        } finally {
            for (Stream stream : streams) {
                stream.close();
            }
        }
    }

    @Test
    void aStreamEndsWhereItsReplicaKnowsNoMoreWhatIsRevoked() throws Exception {
        Person ada = gatehouse.register();
        Stream stream = open(null);
        Event seen = stream.until(revoke(ada));
        gatehouse.suite().backing().postgres().stop();
        try {
            // Heartbeats do not go on for ever, as if nothing were revoked.
            while (stream.events().hasNext()) {
                stream.events().next();
            }
        } finally {
            gatehouse.suite().backing().postgres().start();
        }
        stream.close();
        Until.holds(
                "signing in works again, by whichever connection",
                () -> IntStream.range(0, 10)
                        .allMatch(i -> gatehouse.signInForTokens(ada, "jwt").statusCode() == 201));
        String later = revoke(ada);
        try (Stream again = open(seen.id())) {
            again.until(later);
        }
    }

    @Test
    void onlyWhoMayListenIsTold() {
        Person ada = gatehouse.register();
        String token = gatehouse.signInForTokens(ada, "jwt").path("access_token");
        gatehouse.bearer(token).get("/revocations").then().statusCode(403).body("code", equalTo("insufficient_scope"));
        gatehouse.bearer("nonsense").get("/revocations").then().statusCode(401);
        gatehouse
                .asAdmin()
                .header("Last-Event-ID", "no position")
                .accept("application/json")
                .get("/revocations")
                .then()
                .statusCode(406)
                .contentType(startsWith("application/problem+json"));
    }

    /** Signs out by API. @return the {@code jti} that ends with it */
    private String revoke(Person person) {
        String token = gatehouse.signInForTokens(person, "jwt").path("access_token");
        gatehouse.bearer(token).delete("/tokens/current").then().statusCode(204);
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        return JsonPath.from(claims).getString("jti");
    }

    private Stream open(@Nullable String lastEventId) throws Exception {
        String login =
                gatehouse.suite().adminUsername() + ":" + gatehouse.suite().adminPassword();
        var request = HttpRequest.newBuilder(URI.create(gatehouse.issuer() + "/revocations"))
                .timeout(Duration.ofSeconds(20))
                .header("Accept", "text/event-stream")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        return new Stream(answer.body(), new Scanner(answer.body(), StandardCharsets.UTF_8).useDelimiter("\n\n"));
    }

    private record Event(String id, String value) {}

    private record Stream(InputStream body, Scanner events) implements AutoCloseable {
        /** Neither comments, which keep the connection alive, nor the end of the past are revocations. */
        Event next() {
            while (true) {
                List<String> lines = events.next().lines().toList();
                String id = field(lines, "id:");
                String data = field(lines, "data:");
                if (id != null && data != null && "revocation".equals(field(lines, "event:"))) {
                    return new Event(id, JsonPath.from(data).getString("value"));
                }
            }
        }

        Event until(String value) {
            Event event;
            do {
                event = next();
            } while (!event.value().equals(value));
            return event;
        }

        private static @Nullable String field(List<String> lines, String name) {
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).strip())
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public void close() throws Exception {
            body.close();
        }
    }
}
