package dev.gatehouse.token.verify;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.Particulars;
import dev.gatehouse.token.mint.Minter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who a user is whom the client knows by a name of its own (OpenID Connect Core, section 8.1). */
@QuarkusTest
class PairwiseTest {
    private static final String KNOWN = "as-the-client-knows";
    private final String user = UUID.randomUUID().toString();
    private final Minter minter;
    private final ServiceTokens services;

    @Inject
    PairwiseTest(Minter minter, ServiceTokens services) {
        this.minter = minter;
        this.services = services;
    }

    /** Whatever form was asked for. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void nobodyIsToldTheOtherName(Format format) {
        String token = token(format, KNOWN);
        Response answer = bearer(token).accept("application/json").get("/verify");
        answer.then()
                .statusCode(200)
                .header("X-Auth-Subject", KNOWN)
                .header("X-Auth-Username", nullValue())
                .body("subject", equalTo(KNOWN))
                .body("username", nullValue())
                .body("client_subject", nullValue());
        JsonObject handed = claims(answer.header("Authorization"));
        assertEquals(KNOWN, handed.getString("sub"));
        for (String said : List.of(answer.asString(), answer.getHeaders().toString(), handed.encode())) {
            assertFalse(said.contains(user) || said.contains("ada"), said);
        }
        bearer(token).get("/verify/orders/1").then().statusCode(200).header("X-Auth-Subject", KNOWN);
    }

    @Test
    void ourOwnServicesAreToldBoth() {
        String token = token(Format.opaque, KNOWN);
        Response answer = bearer(token)
                .accept("application/json")
                .header(ServiceTokens.HEADER, own())
                .get("/verify");
        answer.then()
                .statusCode(200)
                .header("X-Auth-Subject", user)
                .header("X-Auth-Username", "ada")
                .body("subject", equalTo(user))
                .body("client_subject", equalTo(KNOWN));
        assertEquals(user, claims(answer.header("Authorization")).getString("sub"));
        // What they are handed is not handed on to others.
        assertEquals(
                KNOWN,
                claims(bearer(token).get("/verify").header("Authorization")).getString("sub"));
    }

    @Test
    void anyOtherServiceTokenMakesNobodyOurs() {
        String token = token(Format.opaque, KNOWN);
        for (String shown : List.of("x", services.tokenFor("session-service"), token)) {
            bearer(token)
                    .header(ServiceTokens.HEADER, shown)
                    .get("/verify")
                    .then()
                    .statusCode(200)
                    .header("X-Auth-Subject", KNOWN);
        }
        bearer(token)
                .header(ServiceTokens.HEADER, own(), own())
                .get("/verify")
                .then()
                .statusCode(200)
                .header("X-Auth-Subject", KNOWN);
        given().header(ServiceTokens.HEADER, own()).get("/verify").then().statusCode(401);
    }

    @Test
    void aBatchTellsTheSame() {
        String asker = mint(Format.jwt, Scope.of(Scope.VERIFY), Terms.NONE);
        Response answer = bearer(asker)
                .contentType("application/json")
                .body(Map.of("credentials", List.of(Map.of("authorization", "Bearer " + token(Format.opaque, KNOWN)))))
                .post("/verify");
        answer.then()
                .statusCode(200)
                .body("answers.identity.subject", contains(KNOWN))
                .body("answers[0].identity.client_subject", nullValue());
        String handed = answer.path("answers[0].identity.token");
        assertEquals(KNOWN, claims(handed).getString("sub"));
        assertFalse(answer.asString().contains(user), answer.asString());
    }

    /** Everybody else's: what the token says itself, where it says something, is what is answered. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void ofAnyOtherTokenTheSubjectIsItsOwn(Format format) {
        String token = token(format, null);
        Response answer = bearer(token).get("/verify");
        answer.then().statusCode(200).header("X-Auth-Subject", user).header("X-Auth-Username", "ada");
        assertEquals(user, claims(answer.header("Authorization")).getString("sub"));
        if (format == Format.jwt) {
            assertEquals(user, claims(token).getString("sub"));
        }
    }

    @Test
    void theNamesGoAndTheRestStays() {
        List<Map<String, Object>> details = List.of(Map.of("type", "t"));
        Identity identity = identity(new Particulars(KNOWN, details, List.of("email")));
        Identity told = identity.asItsClientKnows();
        assertEquals(KNOWN, told.subject());
        assertEquals(null, told.username());
        assertEquals(new Particulars(null, details, List.of("email")), told.particulars());
        assertEquals("s1", told.sid());
        assertFalse(told.pairwise());
        assertSame(told, told.asItsClientKnows());
    }

    private Identity identity(Particulars particulars) {
        return new Identity(
                user,
                "ada",
                "c",
                Scope.of("profile"),
                List.of(),
                Identity.Method.opaque,
                "s1",
                List.of("pwd"),
                Instant.EPOCH,
                null,
                null,
                null,
                particulars);
    }

    private String own() {
        return services.tokenFor(TokenService.NAME);
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    /** @param jwt with or without its scheme */
    private static JsonObject claims(String jwt) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    private String token(Format format, @Nullable String known) {
        var beside = new Beside(null, null, null, null).as(known);
        return mint(
                format, Scope.of("profile"), new Terms(null, null, null, null, null, null, beside, null, null, null));
    }

    private String mint(Format format, Scope scope, Terms terms) {
        return minter.mint(new Mint(user, "ada", "c", scope, "s1", Instant.now(), List.of("pwd"), format, false, null)
                        .on(terms))
                .await()
                .indefinitely()
                .accessToken();
    }
}
