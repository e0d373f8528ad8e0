package dev.gatehouse.token.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.peer.TokenService.RefreshOrder;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.mint.Minter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How long a grant lasts of a client that is registered for other times than the ordinary ones. */
@QuarkusTest
class GrantLifeTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private final Minter minter;
    private final Refresher refresher;
    private final Database database;

    @Inject
    GrantLifeTest(Minter minter, Refresher refresher, Database database) {
        this.minter = minter;
        this.refresher = refresher;
        this.database = database;
    }

    @Test
    void theFirstTokenEndsWhenItIsNotUsed() {
        assertEquals(HOUR.toSeconds(), left(open(new Beside(null, Duration.ofDays(2), HOUR, null))));
        assertEquals(HOUR.toSeconds(), left(open(new Beside(null, HOUR, Duration.ofDays(2), null))));
    }

    @Test
    void nothingLastsLongerThanIsConfigured() {
        Minted ordinary = open(new Beside(null, null, null, null));
        Minted longest = open(new Beside(null, Duration.ofDays(3650), Duration.ofDays(3650), null));
        assertEquals(left(ordinary), left(longest));
        assertEquals(age(ordinary), age(longest));
    }

    @Test
    void aRefreshCountsAnewAsTheClientIsRegisteredByThen() {
        Minted first = open(new Beside(null, Duration.ofDays(2), Duration.ofDays(1), null));
        Minted second = refresh(first, new Beside(null, Duration.ofDays(2), HOUR, null));
        assertEquals(HOUR.toSeconds(), left(second));
        refresh(second, new Beside(null, Duration.ofDays(2), Duration.ofDays(30), null));
        assertTrue(left(second) > Duration.ofDays(2).toSeconds() - 60, "never longer than the grant lasts");
        assertEquals(Duration.ofDays(2).toSeconds(), age(second));
    }

    private Minted open(Beside beside) {
        var order = new Mint("app", null, "app", Scope.of("a"), null, null, null, Format.jwt, true, null);
        return minter.mint(order.on(on(beside))).await().indefinitely();
    }

    private Minted refresh(Minted from, Beside beside) {
        String token = Objects.requireNonNull(from.refreshToken());
        return assertInstanceOf(
                Minted.class, refresher.refresh(new RefreshOrder(token, "app", Scope.of("a"), null, on(beside), null)));
    }

    private static Terms on(Beside beside) {
        return new Terms(null, null, null, null, null, null, beside, null);
    }

    /** Seconds from the last use to the end. */
    private long left(Minted minted) {
        return seconds(minted, "expires_at - rotated_at");
    }

    /** Seconds from the opening to the end at the latest. */
    private long age(Minted minted) {
        return seconds(minted, "ends_at - created_at");
    }

    private long seconds(Minted minted, String interval) {
        return database.first(
                        row -> row.getLong(1),
                        "select extract(epoch from " + interval + ")::bigint from token.grants where id = ?",
                        UUID.fromString(Objects.requireNonNull(minted.grantId())))
                .orElseThrow();
    }
}
