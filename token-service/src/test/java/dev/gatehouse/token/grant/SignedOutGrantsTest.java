package dev.gatehouse.token.grant;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.mint.Minter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which grants end with a sign-out everywhere that takes some time until all know of it. */
@QuarkusTest
class SignedOutGrantsTest {
    private final String user = UUID.randomUUID().toString();
    private final Minter minter;
    private final GrantStore grants;
    private final Database database;

    @Inject
    SignedOutGrantsTest(Minter minter, GrantStore grants, Database database) {
        this.minter = minter;
        this.grants = grants;
        this.database = database;
    }

    @Test
    void whoHasSignedInSinceThenIsNotMeant() {
        Instant signedOut = Instant.now().minusSeconds(60);
        UUID before = open(signedOut.minusSeconds(1));
        UUID unknown = open(null);
        UUID since = open(signedOut.plusSeconds(1));
        grants.closeSignedIn(user, signedOut);
        assertTrue(closed(before));
        assertTrue(closed(unknown));
        assertFalse(closed(since));
    }

    /** Whoever revokes may be gone before it closes what was opened meanwhile. */
    @Test
    void oneOfASignInOfBeforeGivesNothingHoweverLateItWasOpened() {
        Instant signedOut = Instant.now().minusSeconds(60);
        database.update("insert into token.user_epochs (subject, since) values (?, ?)", user, signedOut);
        UUID before = open(signedOut.minusSeconds(1));
        UUID since = open(signedOut.plusSeconds(1));
        assertTrue(closed(before));
        assertFalse(closed(since));
        assertTrue(grants.rotate(before, 0, null).isEmpty());
        assertTrue(grants.rotate(since, 0, null).isPresent());
    }

    /** With a provider that may be long before, or not known at all. */
    @Test
    void whenTheyProvedWhoTheyAreDoesNotMatter() {
        Instant signedOut = Instant.now().minusSeconds(60);
        database.update("insert into token.user_epochs (subject, since) values (?, ?)", user, signedOut);
        UUID before = open(Authenticated.UNKNOWN, signedOut.minusSeconds(1));
        UUID since = open(Authenticated.UNKNOWN, signedOut.plusSeconds(1));
        assertTrue(closed(before));
        assertTrue(grants.rotate(since, 0, null).isPresent());
        grants.closeSignedIn(user, signedOut);
        assertFalse(closed(since));
    }

    private UUID open(@Nullable Instant authTime) {
        return open(authTime, null);
    }

    private UUID open(@Nullable Instant authTime, @Nullable Instant signedInAt) {
        var order = new Mint(
                user,
                "ada",
                "app-of-" + user,
                Scope.of("profile"),
                null,
                authTime,
                List.of("pwd"),
                Format.jwt,
                true,
                null,
                null,
                null,
                null,
                null,
                signedInAt);
        return UUID.fromString(
                Objects.requireNonNull(minter.mint(order).await().indefinitely().grantId()));
    }

    private boolean closed(UUID grant) {
        return grants.find(grant).orElseThrow().revoked();
    }
}
