package dev.gatehouse.token.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.mint.Minter;
import dev.gatehouse.token.revocation.Revocation.Concern;
import dev.gatehouse.token.revocation.Revocation.Mark;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A database that comes back as of earlier, from a backup or by a failover to a copy that lagged. */
@QuarkusTest
class BroughtBackTest {
    private final Revocations revocations;
    private final RevocationStore store;
    private final RevocationTail tail;
    private final RevocationFeed feed;
    private final AccessTokens tokens;
    private final Minter minter;
    private final Database database;

    BroughtBackTest(
            Revocations revocations,
            RevocationStore store,
            RevocationTail tail,
            RevocationFeed feed,
            AccessTokens tokens,
            Minter minter,
            Database database) {
        this.revocations = revocations;
        this.store = store;
        this.tail = tail;
        this.feed = feed;
        this.tokens = tokens;
        this.minter = minter;
        this.database = database;
    }

    @Test
    void noTokenOfAPositionThatIsGoneCountsEvenWhenTheLogHasGrown() {
        long head = head();
        revocations.revoke(any());
        revocations.revoke(any());
        String user = UUID.randomUUID().toString();
        AccessToken lost = token(user);
        assertTrue(lost.position() >= head + 2);
        bringBack(head);
        tail.look();
        assertTrue(revoked(lost), "what was revoked after it nobody can tell");
        assertTrue(head() > lost.position(), "no position is given twice");
        for (int i = 0; i < 3; i++) {
            revocations.revoke(any());
            assertTrue(revoked(lost));
        }
        AccessToken later = token(user);
        assertFalse(revoked(later));
        revocations.revoke(new Revoke(Kind.user, user));
        assertTrue(revoked(later));
    }

    /** All replicas were away meanwhile, or looked too late: Redis says how far the log was. */
    @Test
    void aLogThatIsBehindRedisGoesOnBehindWhatRedisKnows() {
        long head = head();
        revocations.revoke(any());
        revocations.revoke(any());
        AccessToken lost = token(UUID.randomUUID().toString());
        bringBack(head);
        // Recorded at a position that Redis has already.
        revocations.revoke(any());
        assertTrue(head() > lost.position());
        tail.look();
        assertTrue(revoked(lost));
    }

    @Test
    void whoListensIsLetGoAndToldAllThatCounts() throws Exception {
        revocations.revoke(any());
        long head = head();
        revocations.revoke(any());
        revocations.revoke(any());
        long known = head();
        var told = new LinkedBlockingQueue<String>();
        feed.open(known)
                .await()
                .indefinitely()
                .orElseThrow()
                .subscribe()
                .with(one -> told.add(one.toString()), failure -> told.add("ended"), () -> told.add("ended"));
        assertEquals(Optional.of(new RevocationFeed.Reached(known).toString()), next(told));
        bringBack(head);
        Revoke early = any();
        // Before any replica has looked: at a position that the listener knows, for something else.
        store.append(early);
        tail.look();
        assertEquals(Optional.of("ended"), next(told));
        Revoke late = any();
        revocations.revoke(late);
        feed.open(known).await().indefinitely().orElseThrow().subscribe().with(one -> told.add(one.toString()));
        boolean heardEarly = false;
        boolean heardLate = false;
        while (!(heardEarly && heardLate)) {
            String one = next(told).orElseThrow();
            heardEarly |= one.contains(early.value());
            heardLate |= one.contains(late.value());
        }
    }

    /** Nobody was left who remembered: the log has come to the same position a second time. */
    @Test
    void whatIsRevokedByTimeIsToo() {
        Instant issued = Instant.parse("2030-01-01T12:00:00Z");
        Concern concern = Concern.after(10, issued);
        assertTrue(concern.test(Kind.user, new Mark(9, issued.plusSeconds(61))));
        assertFalse(concern.test(Kind.user, new Mark(9, issued.plusSeconds(60))));
        assertFalse(concern.test(Kind.user, new Mark(10, issued)));
        assertTrue(concern.test(Kind.user, new Mark(11, issued.minusSeconds(5))));
    }

    private static Optional<String> next(LinkedBlockingQueue<String> told) throws InterruptedException {
        return Optional.ofNullable(told.poll(10, TimeUnit.SECONDS));
    }

    private long head() {
        return store.head();
    }

    private void bringBack(long head) {
        database.transaction(statements -> {
            statements.update("delete from token.revocation_log where seq > ?", head);
            return statements.update("update token.revocation_head set seq = ?", head);
        });
    }

    private static Revoke any() {
        return new Revoke(Kind.jti, UUID.randomUUID().toString());
    }

    private boolean revoked(AccessToken token) {
        return revocations.revoked(token).await().indefinitely();
    }

    private AccessToken token(String user) {
        var order = new Mint(
                user,
                "ada",
                "app-of-" + user,
                Scope.of("profile"),
                UUID.randomUUID().toString(),
                null,
                null,
                Format.jwt,
                true,
                null);
        String text = minter.mint(order).await().indefinitely().accessToken();
        return tokens.read(text).await().indefinitely() instanceof AccessTokens.Readable(AccessToken token)
                ? token
                : fail(text);
    }

    private static AccessToken fail(String text) {
        throw new AssertionError(text);
    }
}
