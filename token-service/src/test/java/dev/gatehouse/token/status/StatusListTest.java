package dev.gatehouse.token.status;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.mint.Minter;
import dev.gatehouse.token.revocation.Revocations;
import dev.gatehouse.token.status.FetchedList.Place;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a verifier reads in the list that a token names. */
@QuarkusTest
class StatusListTest {
    private static final Terms LISTED = new Terms(null, null, null, null, null, null, null, true);
    private final String user = UUID.randomUUID().toString();
    private final String other = UUID.randomUUID().toString();
    private final String app = "app-" + user;
    private final String api = "api-" + user;
    private final Minter minter;
    private final Revocations revocations;
    private final AccessTokens tokens;
    private final ServiceTokens services;
    private final RedisDataSource redis;

    @Inject
    StatusListTest(
            Minter minter,
            Revocations revocations,
            AccessTokens tokens,
            ServiceTokens services,
            RedisDataSource redis) {
        this.minter = minter;
        this.revocations = revocations;
        this.tokens = tokens;
        this.services = services;
        this.redis = redis;
    }

    @Test
    void aTokenNamesItsPlaceInAListThatSaysHowLongItCounts() throws Exception {
        Place place = Place.of(of(user, app, "s").accessToken());
        FetchedList list = place.fetch();
        assertTrue(place.uri().startsWith("http://localhost:8080/tokens/status/"));
        assertFalse(list.bit(place.index()));
        assertEquals("http://localhost:8080", list.claims().getIssuer());
        assertEquals(30L, list.claims().getLongClaim("ttl"));
        assertEquals(
                Duration.ofMinutes(5),
                Duration.between(
                        list.claims().getIssueTime().toInstant(),
                        list.claims().getExpirationTime().toInstant()));
        assertEquals(131072, list.bytes().length * 8);
    }

    @Test
    void whoeverDidNotAskForItHasNone() throws Exception {
        for (Terms terms : List.of(Terms.NONE, new Terms(null, null, null, null, null, null, null, false))) {
            String jwt = mint(user, "ada", app, null, false, Format.jwt, terms).accessToken();
            assertNull(SignedJWT.parse(jwt).getJWTClaimsSet().getClaim("status"));
        }
        String opaque =
                mint(user, "ada", app, null, false, Format.opaque, LISTED).accessToken();
        assertTrue(opaque.startsWith("gha_"));
        assertEquals(user, read(opaque).subject());
    }

    /** Each kind of name concerns its tokens, and no bit but theirs. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRevocationIsTheBitsOfItsTokens(Kind kind) throws Exception {
        List<Minted> minted = List.of(
                mint(user, "ada", app, user + "-1", true, Format.jwt, LISTED),
                of(user, app, user + "-2"),
                of(user, api, user + "-1"),
                of(other, app, user + "-3"),
                mint(app, null, app, null, false, Format.jwt, LISTED));
        Map<String, Set<Integer>> before = ones(minted);
        Set<Integer> concerned = switch (kind) {
            case jti, grant -> Set.of(0);
            case sid -> Set.of(0, 2);
            case client -> Set.of(0, 1, 3, 4);
            case user -> Set.of(0, 1, 2);
            case consent -> Set.of(0, 1);
        };
        revocations.revoke(new Revoke(
                kind,
                switch (kind) {
                    case jti -> minted.getFirst().tokenId();
                    case sid -> user + "-1";
                    case grant -> String.valueOf(minted.getFirst().grantId());
                    case client -> app;
                    case user -> user;
                    case consent -> user + " " + app;
                }));
        for (int each : concerned) {
            Place place = Place.of(minted.get(each).accessToken());
            before.computeIfAbsent(place.uri(), uri -> new TreeSet<>()).add(place.index());
        }
        assertEquals(before, ones(minted));
        for (Minted each : minted) {
            assertEquals(revoked(each), Place.of(each.accessToken()).revoked());
        }
        // The name of a session is never used again; whoever signs in anew, or is registered anew, starts afresh.
        Minted after = of(user, app, user + "-1");
        assertEquals(kind == Kind.sid, Place.of(after.accessToken()).revoked());
        assertEquals(revoked(after), Place.of(after.accessToken()).revoked());
    }

    @Test
    void aRedisThatForgotMakesNoDifference() throws Exception {
        Minted minted = of(user, app, "s");
        revocations.revoke(new Revoke(Kind.jti, minted.tokenId()));
        redis.flushall();
        assertTrue(Place.of(minted.accessToken()).revoked());
    }

    @Test
    void aListedTokenIsReadLikeAnyOther() {
        Minted minted = of(user, app, "s");
        AccessToken read = read(minted.accessToken());
        assertEquals(Map.of(), read.claims());
        assertFalse(revoked(minted));
        revocations.revoke(new Revoke(Kind.jti, minted.tokenId()));
        assertTrue(revoked(minted));
    }

    @Test
    void whatIsExchangedOrRefreshedHasAPlaceOfItsOwn() throws Exception {
        Minted subject = of(user, app, "s");
        String exchanged =
                post("exchange", """
                {"subject_token": "%s", "client_id": "%s", "allowed": "a", "format": "jwt", "may_act_for": ["%s"], "resources": [],
                 "terms": {"status_list": true}, "since": "2026-01-01T00:00:00Z"}
                """.formatted(subject.accessToken(), api, app)).getString("access_token");
        Place of = Place.of(exchanged);
        assertNotEquals(Place.of(subject.accessToken()), of);
        assertFalse(of.revoked());
        // By the name of the one that it was given for.
        revocations.revoke(new Revoke(Kind.jti, subject.tokenId()));
        assertTrue(of.revoked());

        Minted own = mint(app, null, app, null, true, Format.jwt, LISTED);
        Place first = Place.of(own.accessToken());
        JsonPath second = refresh(own.refreshToken(), "{\"status_list\": null}");
        assertNotEquals(first, Place.of(second.getString("access_token")));
        // The client is registered for it no longer.
        JsonPath third = refresh(second.getString("refresh_token"), "{\"status_list\": false}");
        assertNull(SignedJWT.parse(third.getString("access_token"))
                .getJWTClaimsSet()
                .getClaim("status"));
    }

    @Test
    void whoeverHasAListAlreadyIsToldSo() throws Exception {
        String path =
                URI.create(Place.of(of(user, app, "s").accessToken()).uri()).getPath();
        var answer = given().get(path);
        answer.then()
                .header("Cache-Control", "public, max-age=30")
                .header("Access-Control-Allow-Origin", "*")
                .header("ETag", startsWith("\""));
        given().header("If-None-Match", "\"x\"").get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "7a3c1a52-9d6b-4b53-8a4e-1f0c9a1c2b3d", "7A3C1A52-9D6B-4B53-8A4E-1F0C9A1C2B3D", "1-1-1-1-1"
            })
    void whatWasNeverNamedIsNotThere(String id) {
        given().get("/tokens/status/" + id).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void anIdThatWasTamperedWithIsNone() throws Exception {
        String path =
                URI.create(Place.of(of(user, app, "s").accessToken()).uri()).getPath();
        String tampered = path.substring(0, path.length() - 1) + (path.endsWith("0") ? "1" : "0");
        given().get(tampered).then().statusCode(404);
        given().get(path + "/").then().statusCode(200);
        given().get(path.toUpperCase(java.util.Locale.ROOT).replace("/TOKENS/STATUS/", "/tokens/status/"))
                .then()
                .statusCode(404);
    }

    @Test
    void thePastIsNotToldNorAnotherForm() throws Exception {
        String path =
                URI.create(Place.of(of(user, app, "s").accessToken()).uri()).getPath();
        given().get(path + "?time=1686925000").then().statusCode(501);
        given().accept("application/statuslist+cwt").get(path).then().statusCode(406);
    }

    private Map<String, Set<Integer>> ones(List<Minted> minted) throws Exception {
        var ones = new HashMap<String, Set<Integer>>();
        for (Minted each : minted) {
            Place place = Place.of(each.accessToken());
            ones.put(place.uri(), new TreeSet<>(place.fetch().ones()));
        }
        return ones;
    }

    private Minted of(String subject, String client, String sid) {
        return mint(subject, "ada", client, sid, false, Format.jwt, LISTED);
    }

    private Minted mint(
            String subject,
            @Nullable String username,
            String client,
            @Nullable String sid,
            boolean refresh,
            Format format,
            Terms terms) {
        return minter.mint(new Mint(subject, username, client, Scope.of("a"), sid, null, null, format, refresh, null)
                        .on(terms))
                .await()
                .indefinitely();
    }

    private JsonPath refresh(@Nullable String token, String terms) {
        return post("refresh", """
                {"refresh_token": "%s", "client_id": "%s", "allowed": "a", "terms": %s}
                """.formatted(token, app, terms));
    }

    private JsonPath post(String path, String body) {
        return given().header("Authorization", "Bearer " + services.tokenFor("token-service"))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/internal/tokens/" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private AccessToken read(String token) {
        return assertInstanceOf(
                        AccessTokens.Readable.class, tokens.read(token).await().indefinitely())
                .token();
    }

    private boolean revoked(Minted minted) {
        return revocations.revoked(read(minted.accessToken())).await().indefinitely();
    }
}
