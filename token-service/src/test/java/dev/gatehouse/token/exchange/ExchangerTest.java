package dev.gatehouse.token.exchange;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.ExchangeOrder;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.peer.TokenService.Minting;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.mint.Minter;
import dev.gatehouse.token.revocation.Revocations;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class ExchangerTest {
    private final String user = UUID.randomUUID().toString();
    private final String sid = UUID.randomUUID().toString();
    private final String app = "app-" + user;
    private final String api = "api-" + user;
    private final Exchanger exchanger;
    private final Minter minter;
    private final AccessTokens tokens;
    private final Revocations revocations;
    private final ServiceTokens services;

    @Inject
    ExchangerTest(
            Exchanger exchanger, Minter minter, AccessTokens tokens, Revocations revocations, ServiceTokens services) {
        this.exchanger = exchanger;
        this.minter = minter;
        this.tokens = tokens;
        this.revocations = revocations;
        this.services = services;
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void anApiActsForTheUserOfAnApplication(Format format) {
        Minted subject = users(Terms.NONE);
        AccessToken made = read(assertInstanceOf(
                Minted.class, exchange(subject.accessToken(), itself().accessToken(), format, List.of())));
        assertEquals(format, made.format());
        assertEquals(user, made.subject());
        assertEquals("ada", made.username());
        assertEquals(api, made.clientId());
        assertEquals(new Actor(api, api, null), made.actor());
        assertEquals(List.of("https://orders.example"), made.audience());
        assertEquals(Scope.of("orders"), made.scope());
        assertEquals(sid, made.sid());
        assertFalse(made.expiresAt().isAfter(read(subject).expiresAt()));
    }

    /** Whatever ends the token that it was given for ends the new one, and one that was given for that. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void itEndsWithTheSubjects(Kind kind) {
        Minted subject = users(Terms.NONE);
        Minted child = assertInstanceOf(Minted.class, exchange(subject.accessToken(), null, Format.jwt, List.of(app)));
        Minted grandchild =
                assertInstanceOf(Minted.class, exchange(child.accessToken(), null, Format.opaque, List.of()));
        assertFalse(revoked(grandchild));
        String name = switch (kind) {
            case jti -> subject.tokenId();
            case sid -> sid;
            case grant -> String.valueOf(subject.grantId());
            case client -> app;
            case user -> user;
            case consent -> user + " " + app;
        };
        revocations.revoke(new Revoke(kind, name));
        assertTrue(revoked(child));
        assertTrue(revoked(grandchild));
        assertEquals("invalid_request", error(exchange(child.accessToken(), null, Format.jwt, List.of())));
    }

    /** Whoever acts does so for as long as they may themselves. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"jti", "sid", "grant", "user", "consent"})
    void itEndsWithTheActors(Kind kind) {
        String grace = UUID.randomUUID().toString();
        String session = UUID.randomUUID().toString();
        Minted actor = minter.mint(new Mint(
                        grace,
                        "grace",
                        api,
                        Scope.of("orders"),
                        session,
                        null,
                        List.of("pwd"),
                        Format.opaque,
                        true,
                        null))
                .await()
                .indefinitely();
        Minted child = assertInstanceOf(
                Minted.class, exchange(users(Terms.NONE).accessToken(), actor.accessToken(), Format.opaque, List.of()));
        assertFalse(revoked(child));
        revocations.revoke(new Revoke(
                kind,
                switch (kind) {
                    case jti -> actor.tokenId();
                    case sid -> session;
                    case grant -> String.valueOf(actor.grantId());
                    case user -> grace;
                    case consent -> grace + " " + api;
                    case client -> api;
                }));
        assertTrue(revoked(child));
    }

    @Test
    void whatDoesNotCountIsNotExchanged() {
        var key = new Confirmation("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", null);
        Minted bound = users(new Terms(null, null, null, null, key, null));
        for (String no : new String[] {
            "x", "gha_x", bound.accessToken(), String.valueOf(users(Terms.NONE).refreshToken())
        }) {
            assertEquals("invalid_request", error(exchange(no, null, Format.jwt, List.of(app))));
            assertEquals(
                    "invalid_request", error(exchange(users(Terms.NONE).accessToken(), no, Format.jwt, List.of(app))));
        }
    }

    @Test
    void aClientThatWasRemovedMeanwhileGetsNothing() {
        String subject = users(Terms.NONE).accessToken();
        revocations.revoke(new Revoke(Kind.client, api));
        assertEquals("invalid_grant", error(exchange(subject, null, Format.jwt, List.of(app))));
    }

    @Test
    void servesTheClientsOfOauthService() {
        var order = Map.of(
                "subject_token", users(Terms.NONE).accessToken(),
                "client_id", app,
                "allowed", "orders",
                "format", "jwt",
                "may_act_for", List.of(),
                "resources", List.of(),
                "terms", Map.of("audience", List.of("orders")),
                "since", Instant.now().toString());
        given().header("Authorization", "Bearer " + services.tokenFor("token-service"))
                .contentType(ContentType.JSON)
                .body(order)
                .post("/internal/tokens/exchange")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("refused"))
                .body("error", equalTo("invalid_target"));
        given().contentType(ContentType.JSON)
                .body(order)
                .post("/internal/tokens/exchange")
                .then()
                .statusCode(401);
    }

    @Test
    void signingOutWithItLeavesTheSubjectSignedIn() {
        Minted subject = users(Terms.NONE);
        var order = new ExchangeOrder(
                subject.accessToken(),
                null,
                app,
                Scope.of("orders"),
                null,
                Format.jwt,
                List.of(),
                List.of(),
                Terms.NONE,
                Instant.now());
        Minted child =
                assertInstanceOf(Minted.class, exchanger.exchange(order).await().indefinitely());
        given().header("Authorization", "Bearer " + child.accessToken())
                .delete("/tokens/current")
                .then()
                .statusCode(204);
        assertTrue(revoked(child));
        assertFalse(revoked(subject));
    }

    private Minted users(Terms terms) {
        return minter.mint(new Mint(
                                user,
                                "ada",
                                app,
                                Scope.of("orders", "profile"),
                                sid,
                                null,
                                List.of("pwd"),
                                Format.jwt,
                                true,
                                null)
                        .on(terms))
                .await()
                .indefinitely();
    }

    private Minted itself() {
        return minter.mint(new Mint(api, null, api, Scope.of("orders"), null, null, null, Format.jwt, false, null))
                .await()
                .indefinitely();
    }

    private Minting exchange(String subject, @Nullable String actor, Format format, List<String> mayActFor) {
        return exchanger
                .exchange(new ExchangeOrder(
                        subject,
                        actor,
                        api,
                        Scope.of("orders"),
                        null,
                        format,
                        mayActFor,
                        List.of(),
                        new Terms(List.of("https://orders.example"), null, null, null, null, null),
                        Instant.now()))
                .await()
                .indefinitely();
    }

    private AccessToken read(Minted minted) {
        return assertInstanceOf(
                        AccessTokens.Readable.class,
                        tokens.read(minted.accessToken()).await().indefinitely())
                .token();
    }

    private boolean revoked(Minted minted) {
        return revocations.revoked(read(minted)).await().indefinitely();
    }

    private static String error(Minting answer) {
        return assertInstanceOf(MintRefused.class, answer).error();
    }
}
