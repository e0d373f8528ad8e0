package dev.gatehouse.token.revocation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.mint.Minter;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevocationsTest {
    private final Revocations revocations;
    private final RevocationStore store;
    private final RevocationTail tail;
    private final RevocationFeed feed;
    private final AccessTokens tokens;
    private final Minter minter;
    private final RedisDataSource redis;
    private final ServiceTokens services;
    private final Vertx vertx;

    @Inject
    RevocationsTest(
            Revocations revocations,
            RevocationStore store,
            RevocationTail tail,
            RevocationFeed feed,
            AccessTokens tokens,
            Minter minter,
            RedisDataSource redis,
            ServiceTokens services,
            Vertx vertx) {
        this.revocations = revocations;
        this.store = store;
        this.tail = tail;
        this.feed = feed;
        this.tokens = tokens;
        this.minter = minter;
        this.redis = redis;
        this.services = services;
        this.vertx = vertx;
    }

    @Test
    void eachNameRevokesAtOnceAndNothingElse() {
        for (Kind kind : Kind.values()) {
            AccessToken token = read(mint("user-" + UUID.randomUUID(), Format.jwt));
            AccessToken bystander = read(mint("user-" + UUID.randomUUID(), Format.opaque));
            assertFalse(revoked(token), kind.name());
            Revoke order = Revocation.namesOf(token).stream()
                    .filter(name -> name.kind() == kind)
                    .findFirst()
                    .orElseThrow();
            revocations.revoke(order);
            assertTrue(revoked(token), kind.name());
            assertFalse(revoked(bystander), kind.name());
        }
    }

    @Test
    void aRevocationOutlivesTheLossOfRedis() {
        AccessToken token = read(mint("user-" + UUID.randomUUID(), Format.jwt));
        AccessToken bystander = read(mint("user-" + UUID.randomUUID(), Format.jwt));
        revocations.revoke(new Revoke(Kind.jti, token.id()));
        redis.flushall();
        assertTrue(revoked(token));
        assertFalse(revoked(bystander));
    }

    @Test
    void allWhoAskAfterALossAreToldTheSame() {
        AccessToken token = read(mint("user-" + UUID.randomUUID(), Format.jwt));
        revocations.revoke(new Revoke(Kind.jti, token.id()));
        redis.flushall();
        List<Boolean> answers = Multi.createFrom()
                .items(IntStream.range(0, 50).boxed())
                .onItem()
                .transformToUniAndMerge(each -> revocations.revoked(token))
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(20));
        assertEquals(50, answers.size());
        assertTrue(answers.stream().allMatch(answer -> answer));
    }

    /** A context carries who the caller is. */
    @Test
    void whoWaitedWithOthersGoesOnAsThemselves() throws Exception {
        AccessToken token = read(mint("user-" + UUID.randomUUID(), Format.jwt));
        redis.flushall();
        List<CompletableFuture<Boolean>> answers = IntStream.range(0, 20)
                .mapToObj(i -> {
                    Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
                    var same = new CompletableFuture<Boolean>();
                    own.runOnContext(ignored -> revocations
                            .revoked(token)
                            .subscribe()
                            .with(
                                    revoked -> same.complete(Vertx.currentContext() == own),
                                    same::completeExceptionally));
                    return same;
                })
                .toList();
        for (var same : answers) {
            assertTrue(same.get(20, TimeUnit.SECONDS));
        }
    }

    /** Each is recorded a moment before it is in Redis, so there the index always lags behind what is known. */
    @Test
    void whoAsksIsNotHeldUpByOthersWhoRevoke() throws Exception {
        AccessToken token = read(mint("user-" + UUID.randomUUID(), Format.jwt));
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var revoking = threads.submit(() -> {
                while (!over.get()) {
                    tail.know(
                            store.append(new Revoke(Kind.jti, UUID.randomUUID().toString()))
                                    .revocation()
                                    .seq());
                }
            });
            try {
                for (int i = 0; i < 20; i++) {
                    assertFalse(revoked(token));
                }
            } finally {
                over.set(true);
            }
            revoking.get();
        }
    }

    /** As after a failover to a PostgreSQL that had not heard of the last revocations. */
    @Test
    void aLogThatWasBroughtBackIsBelievedAndWhatWasIssuedByTheOtherIsNot() {
        AccessToken lost;
        long head;
        do {
            // The look of each second may come between.
            head = store.head();
            tail.know(head + 100);
            lost = read(mint("user-" + UUID.randomUUID(), Format.jwt));
        } while (lost.position() <= head);
        tail.look();
        assertTrue(tail.known() > lost.position());
        AccessToken token = read(mint("user-" + UUID.randomUUID(), Format.jwt));
        assertFalse(revoked(token));
        assertTrue(revoked(lost));
    }

    @Test
    void whatIsIssuedAfterTheRevocationOfAUserCounts() {
        String user = UUID.randomUUID().toString();
        revocations.revoke(new Revoke(Kind.user, user));
        List<Revoke> names = List.of(new Revoke(Kind.user, user));
        assertTrue(revocations
                .revoked(names, Instant.now().minusSeconds(60))
                .await()
                .indefinitely());
        assertFalse(
                revocations.revoked(names, Instant.now().plusSeconds(2)).await().indefinitely());
    }

    @Test
    void aStreamBeginsWithAllInForceAndGoesOnWithTheNew() throws Exception {
        String before = UUID.randomUUID().toString();
        String after = UUID.randomUUID().toString();
        revocations.revoke(new Revoke(Kind.sid, before));
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        var stream = feed.open(0).await().indefinitely().orElseThrow();
        var subscription = stream.subscribe().with(one -> told.add(one.toString()));
        await(told, before);
        // From here on, the listener knows what is revoked.
        await(told, "Reached");
        revocations.revoke(new Revoke(Kind.sid, after));
        await(told, after);
        subscription.cancel();
    }

    private static void await(BlockingQueue<String> told, String value) throws InterruptedException {
        String next;
        do {
            next = told.poll(20, TimeUnit.SECONDS);
        } while (next != null && !next.contains(value));
        assertNotNull(next);
    }

    @Test
    void signingOutByApiEndsTheTokenAndItsGrant() {
        String user = "user-" + UUID.randomUUID();
        Minted minted = minter.mint(order(user, Format.jwt, true)).await().indefinitely();
        signOut(minted.accessToken()).statusCode(204);
        assertTrue(revoked(read(minted.accessToken())));
        signOut(minted.accessToken()).statusCode(401).header("WWW-Authenticate", containsString("invalid_token"));
        given().header("Authorization", "Bearer " + services.tokenFor("token-service"))
                .contentType(ContentType.JSON)
                .body("{\"refresh_token\": \"" + minted.refreshToken() + "\", \"client_id\": \"app-of-" + user
                        + "\", \"allowed\": \"a\"}")
                .post("/internal/tokens/refresh")
                .then()
                .statusCode(200)
                .body("outcome", org.hamcrest.Matchers.equalTo("refused"));
    }

    @Test
    void withoutATokenThereIsNothingToSignOut() {
        given().delete("/tokens/current").then().statusCode(401);
        signOut("gha_nonsense").statusCode(401);
    }

    @Test
    void aPeersOrderIsChecked() {
        order("{\"kind\": \"grant\", \"value\": \"not a uuid\"}").statusCode(400);
        order("{\"kind\": \"everything\", \"value\": \"x\"}").statusCode(400);
        order("{\"kind\": \"jti\"}").statusCode(400);
        order("{\"kind\": \"jti\", \"value\": \"x\"}").statusCode(204);
    }

    private ValidatableResponse order(String body) {
        return given().header("Authorization", "Bearer " + services.tokenFor("token-service"))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/internal/tokens/revocations")
                .then();
    }

    private static ValidatableResponse signOut(String token) {
        return given().header("Authorization", "Bearer " + token)
                .delete("/tokens/current")
                .then();
    }

    private boolean revoked(AccessToken token) {
        return revocations.revoked(token).await().indefinitely();
    }

    private String mint(String user, Format format) {
        return minter.mint(order(user, format, true)).await().indefinitely().accessToken();
    }

    /** Each user has a client of their own: revoking one does not reach another. */
    private static Mint order(String user, Format format, boolean refresh) {
        return new Mint(
                user,
                "ada",
                "app-of-" + user,
                Scope.of("profile"),
                UUID.randomUUID().toString(),
                null,
                null,
                format,
                refresh,
                null);
    }

    private AccessToken read(String token) {
        return switch (tokens.read(token).await().indefinitely()) {
            case AccessTokens.Readable(AccessToken read) -> read;
            case AccessTokens.Unreadable(String reason) -> throw new AssertionError(reason);
        };
    }
}
