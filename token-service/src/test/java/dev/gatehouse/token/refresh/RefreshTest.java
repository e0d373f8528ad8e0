package dev.gatehouse.token.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.peer.TokenService.Minting;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.access.AccessTokens.Readable;
import dev.gatehouse.token.grant.GrantStore;
import dev.gatehouse.token.mint.Minter;
import dev.gatehouse.token.revocation.Revocations;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RefreshTest {
    private static final int AT_ONCE = 8;
    private final Minter minter;
    private final Refresher refresher;
    private final GrantStore grants;
    private final AccessTokens tokens;
    private final Revocations revocations;
    private final Database database;
    private final RedisDataSource redis;

    @Inject
    RefreshTest(
            Minter minter,
            Refresher refresher,
            GrantStore grants,
            AccessTokens tokens,
            Revocations revocations,
            Database database,
            RedisDataSource redis) {
        this.minter = minter;
        this.refresher = refresher;
        this.grants = grants;
        this.tokens = tokens;
        this.revocations = revocations;
        this.database = database;
        this.redis = redis;
    }

    @Test
    void theNextPairEachTimeFromOneRow() {
        Minted first = open("app", null);
        Minted second = minted(refresh(first, "app", null));
        Minted third = minted(refresh(second, "app", null));
        assertEquals(3, new HashSet<>(List.of(text(first), text(second), text(third))).size());
        assertNotEquals(first.accessToken(), second.accessToken());
        assertEquals(first.grantId(), third.grantId());
        assertEquals(2L, number("generation", third));
    }

    @Test
    void theLostAnswerIsGivenAgain() {
        Minted first = open("app", null);
        Minted second = minted(refresh(first, "app", null));
        Minted again = minted(refresh(first, "app", null));
        assertEquals(text(second), text(again));
        assertEquals(1L, number("generation", again));
        minted(refresh(again, "app", null));
    }

    @Test
    void allWhoAskAtOnceGetTheSameSuccessor() throws Exception {
        Minted first = open("app", null);
        var start = new CyclicBarrier(AT_ONCE);
        Callable<Minting> ask = () -> {
            start.await();
            return refresh(first, "app", null);
        };
        var successors = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(Collections.nCopies(AT_ONCE, ask))) {
                successors.add(text(minted(answer.get())));
            }
        }
        assertEquals(1, successors.size());
        assertEquals(1L, number("generation", first));
    }

    @Test
    void tenThousandRefreshesLeaveOneRow() {
        String subject = "often-" + UUID.randomUUID();
        Minted minted = open(subject, null);
        for (int i = 0; i < 10_000; i++) {
            minted = minted(refresh(minted, "app", null));
        }
        assertEquals(10_000L, number("generation", minted));
        assertEquals(
                1,
                database.list(row -> 0, "select 1 from token.grants where subject = ?", subject)
                        .size());
    }

    @Test
    void anOldOneEndsTheFamilyAndItsAccessTokens() {
        Minted first = open("app", null);
        Minted second = minted(refresh(first, "app", null));
        Minted third = minted(refresh(second, "app", null));
        assertFalse(revoked(third));
        assertEquals("invalid_grant", error(refresh(first, "app", null)));
        assertEquals("invalid_grant", error(refresh(third, "app", null)));
        assertTrue(revoked(third));
        assertTrue(revoked(first));
    }

    @Test
    void theOneBeforeIsAnOldOneAfterTheGrace() {
        Minted first = open("app", null);
        Minted second = minted(refresh(first, "app", null));
        set("rotated_at = now() - interval '31 seconds'", first);
        assertEquals("invalid_grant", error(refresh(first, "app", null)));
        assertEquals("invalid_grant", error(refresh(second, "app", null)));
    }

    @Test
    void anotherClientIsRefusedWithoutHarm() {
        Minted first = open("app", null);
        assertEquals("invalid_grant", error(refresh(first, "other", null)));
        assertEquals("invalid_grant", error(refresh(first, null, null)));
        Minted second = minted(refresh(first, "app", null));
        minted(refresh(second, "app", null));
        assertEquals("invalid_grant", error(refresh(first, "other", null)));
        assertFalse(revoked(second));
    }

    @Test
    void anUnusedGrantEnds() {
        Minted first = open("app", null);
        set("expires_at = now()", first);
        assertEquals("invalid_grant", error(refresh(first, "app", null)));
        assertFalse(revoked(first));
    }

    @Test
    void noRefreshGoesBeyondTheEnd() {
        Minted first = open("app", null);
        set("ends_at = now() + interval '1 minute'", first);
        minted(refresh(first, "app", null));
        assertEquals(0L, number("extract(epoch from ends_at - expires_at)::bigint", first));
    }

    @Test
    void whatIsClosedGivesNothing() {
        String sid = UUID.randomUUID().toString();
        String client = "client-" + sid;
        String subject = "subject-" + sid;
        for (Revoke order : new Revoke[] {
            new Revoke(Kind.sid, sid),
            new Revoke(Kind.client, client),
            new Revoke(Kind.user, subject),
            new Revoke(Kind.consent, subject + " " + client)
        }) {
            Minted first = open(subject, client, sid);
            Minted other = open("app", null);
            grants.close(order);
            assertEquals("invalid_grant", error(refresh(first, client, null)), order.toString());
            minted(refresh(other, "app", null));
        }
        Minted first = open(subject, client, sid);
        grants.close(new Revoke(Kind.jti, readable(first).token().id()));
        minted(refresh(first, client, null));
    }

    @Test
    void oneThatDoesNotRotateIsGivenAgainAndTheGrantGoesOn() {
        var beside = new Beside(null, null, null, null, null, false, null, null);
        var terms = new Terms(null, null, null, null, null, null, beside, null);
        Minted first = minter.mint(
                        new Mint("app", null, "app", Scope.of("a"), null, null, null, Format.jwt, true, null).on(terms))
                .await()
                .indefinitely();
        for (int i = 0; i < 3; i++) {
            Minted next = minted(refresh(first, "app", null));
            assertEquals(text(first), text(next));
            assertNotEquals(first.accessToken(), next.accessToken());
        }
        assertEquals(0L, number("generation", first));
        assertEquals("invalid_grant", error(refresh(first, "other", null)));
        minted(refresh(first, "app", null));
    }

    @Test
    void aTokenThatCannotBeKeptCostsNoRefresh() {
        Minted first = minter.mint(
                        new Mint("app", null, "app", Scope.of("a"), null, null, null, Format.opaque, true, null))
                .await()
                .indefinitely();
        // Redis goes on reading, so that all that comes before the token is written works.
        redis.execute("CONFIG", "SET", "maxmemory", "1");
        try {
            assertThrows(RuntimeException.class, () -> refresh(first, "app", null));
        } finally {
            redis.execute("CONFIG", "SET", "maxmemory", "0");
        }
        assertEquals(0L, number("generation", first));
        minted(refresh(first, "app", null));
    }

    private Minted open(String subject, @Nullable String sid) {
        return open(subject, "app", sid);
    }

    private Minted open(String subject, String client, @Nullable String sid) {
        return minter.mint(new Mint(subject, null, client, Scope.of("a", "b"), sid, null, null, Format.jwt, true, null))
                .await()
                .indefinitely();
    }

    private Minting refresh(Minted from, @Nullable String client, @Nullable Scope asked) {
        return refresher.refresh(text(from), client, null, asked, Terms.NONE, null);
    }

    private static Minted minted(Minting answer) {
        return assertInstanceOf(Minted.class, answer);
    }

    private static String error(Minting answer) {
        return assertInstanceOf(MintRefused.class, answer).error();
    }

    private static String text(Minted minted) {
        return String.valueOf(minted.refreshToken());
    }

    private Readable readable(Minted minted) {
        return assertInstanceOf(
                Readable.class, tokens.read(minted.accessToken()).await().indefinitely());
    }

    private boolean revoked(Minted minted) {
        return revocations.revoked(readable(minted).token()).await().indefinitely();
    }

    private long number(String column, Minted of) {
        return database.first(
                        row -> row.getLong(1),
                        "select " + column + " from token.grants where id = ?",
                        UUID.fromString(String.valueOf(of.grantId())))
                .orElseThrow();
    }

    private void set(String assignment, Minted of) {
        database.update(
                "update token.grants set " + assignment + " where id = ?",
                UUID.fromString(String.valueOf(of.grantId())));
    }
}
