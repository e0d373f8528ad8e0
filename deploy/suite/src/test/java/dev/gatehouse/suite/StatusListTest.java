package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Until;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A verifier that fetches a list of statuses, and knows nothing else of Gatehouse but its keys. */
class StatusListTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final OAuthClient client = gatehouse.confidentialClient("http://127.0.0.1/callback");

    @BeforeEach
    void theClientAsksForIt() {
        gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("status_list", true))
                .patch("/clients/" + client.id())
                .then()
                .statusCode(200);
    }

    @Test
    void aRevokedTokenIsSeenInTheListWhateverRedisRemembers() throws Exception {
        String token = token();
        String other = token();
        assertFalse(revoked(token));
        given().spec(gatehouse.origin())
                .header("Authorization", Gatehouse.basic(client.id(), client.secret()))
                .contentType(ContentType.URLENC)
                .formParam("token", token)
                .post("/oauth2/revoke")
                .then()
                .statusCode(200);
        gatehouse.flushRedis();
        Until.holds("the list says so", () -> revoked(token));
        assertFalse(revoked(other));
        gatehouse.bearer(token).get("/verify").then().statusCode(401);
        gatehouse.bearer(other).get("/verify").then().statusCode(200);
    }

    @Test
    void whoeverHasTheListThatIsGivenOutIsToldSo() {
        String list = place(token()).uri();
        Until.holds("nothing is sent again", () -> {
            String tag = fetch(list).header("ETag");
            Response again = given().spec(gatehouse.origin())
                    .header("If-None-Match", tag)
                    .get(path(list));
            return again.statusCode() == 304
                    && tag.equals(again.header("ETag"))
                    && again.body().asByteArray().length == 0;
        });
    }

    @Test
    void withoutPostgreSqlNoListSaysThatAllIsWell() {
        String list = place(token()).uri();
        fetch(list).then().statusCode(200);
        gatehouse.suite().backing().postgres().stop();
        try {
            Until.holds("what was known ran out", () -> fetch(list).statusCode() == 503);
            fetch(list)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue());
        } finally {
            gatehouse.suite().backing().postgres().start();
        }
        // Each connection from before fails once, at whoever comes by it: the next test is not to.
        Until.holds(
                "all are there again",
                () -> IntStream.range(0, 10)
                        .allMatch(i -> gatehouse.asAdmin().get("/clients").statusCode() == 200
                                && asked().statusCode() == 200
                                && fetch(list).statusCode() == 200));
    }

    private String token() {
        Response answer = asked();
        answer.then().statusCode(200);
        return answer.path("access_token");
    }

    private Response asked() {
        return given().spec(gatehouse.origin())
                .header("Authorization", Gatehouse.basic(client.id(), client.secret()))
                .contentType(ContentType.URLENC)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token");
    }

    private record Place(int index, String uri) {}

    private static Place place(String token) {
        var claims = JsonPath.from(parsed(token).getPayload().toString());
        return new Place(claims.getInt("status.status_list.idx"), claims.getString("status.status_list.uri"));
    }

    private boolean revoked(String token) {
        Place place = place(token);
        Response answer = fetch(place.uri());
        answer.then().statusCode(200).contentType("application/statuslist+jwt");
        SignedJWT list = parsed(answer.asString());
        try {
            var keys = JWKSet.parse(given().spec(gatehouse.origin())
                    .get("/.well-known/jwks.json")
                    .asString());
            var key = keys.getKeyByKeyId(list.getHeader().getKeyID()).toECKey();
            if (!list.verify(new ECDSAVerifier(key))
                    || !place.uri().equals(list.getJWTClaimsSet().getSubject())) {
                throw new AssertionError("this is not the list that the token names");
            }
            String lst = JsonPath.from(list.getPayload().toString()).getString("status_list.lst");
            byte[] bytes = new InflaterInputStream(
                            new ByteArrayInputStream(Base64.getUrlDecoder().decode(lst)))
                    .readAllBytes();
            return (bytes[place.index() / 8] >> (place.index() % 8) & 1) == 1;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static SignedJWT parsed(String jwt) {
        try {
            return SignedJWT.parse(jwt);
        } catch (java.text.ParseException e) {
            throw new AssertionError(e);
        }
    }

    /** Without credentials. */
    private Response fetch(String uri) {
        return given().spec(gatehouse.origin())
                .accept("application/statuslist+jwt")
                .get(path(uri));
    }

    private static String path(String uri) {
        return URI.create(uri).getPath();
    }
}
