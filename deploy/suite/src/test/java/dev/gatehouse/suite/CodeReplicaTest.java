package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas of oauth-service: a code that comes to both is one code. */
class CodeReplicaTest {
    private static final int AT_ONCE = 16;
    private static final String CALLBACK = "https://notes.example/callback";
    private static final Gatehouse GATEHOUSE = Gatehouse.running();
    private static List<URI> replicas = List.of();
    private final Person ada = GATEHOUSE.register();
    private final OAuthClient client = GATEHOUSE.houseClient(CALLBACK);
    private final String cookie = GATEHOUSE.signInForCookie(ada).cookie("__Host-gatehouse");

    @BeforeAll
    static void start() {
        replicas = List.of(URI.create(GATEHOUSE.issuer()), GATEHOUSE.replica("oauth"));
    }

    @Test
    void whatOneReplicaGaveTheOtherExchangesOnce() {
        for (URI replica : replicas) {
            String code = code();
            assertEquals(200, exchange(replica, code).statusCode());
            for (URI again : replicas) {
                Response refused = exchange(again, code);
                assertEquals(400, refused.statusCode());
                assertEquals("invalid_grant", refused.path("error"));
            }
        }
    }

    /** One at most has tokens, and what it has is worth nothing once the others have shown the same code. */
    @Test
    void ofAllWhoShowACodeAtOnceOneHasTokensAtMost() throws Exception {
        for (int round = 0; round < 5; round++) {
            String code = code();
            var start = new CyclicBarrier(AT_ONCE);
            var tokens = new ArrayList<String>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<Response>> calls = IntStream.range(0, AT_ONCE)
                        .<Callable<Response>>mapToObj(i -> () -> {
                            start.await();
                            return exchange(replicas.get(i % 2), code);
                        })
                        .toList();
                for (var answer : threads.invokeAll(calls)) {
                    Response told = answer.get();
                    if (told.statusCode() == 200) {
                        tokens.add(told.path("access_token"));
                    } else {
                        assertEquals("invalid_grant", told.path("error"), told.asString());
                    }
                }
            }
            assertTrue(tokens.size() <= 1, () -> tokens.size() + " had tokens");
            for (String token : tokens) {
                GATEHOUSE.bearer(token).get("/verify").then().statusCode(401);
            }
        }
    }

    private String code() {
        String location = given().spec(GATEHOUSE.origin())
                .cookie("__Host-gatehouse", cookie)
                .queryParam("client_id", client.id())
                .queryParam("redirect_uri", CALLBACK)
                .queryParam("response_type", "code")
                .queryParam("scope", "openid profile")
                .get("/oauth2/authorize")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        assertTrue(location.startsWith(CALLBACK + "?code="), location);
        return location.replaceFirst(".*[?&]code=([^&]+).*", "$1");
    }

    private Response exchange(URI replica, String code) {
        return given().baseUri(replica.toString())
                .header("Authorization", Gatehouse.basic(client.id(), client.secret()))
                .contentType(ContentType.URLENC)
                .formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("redirect_uri", CALLBACK)
                .post("/oauth2/token");
    }
}
