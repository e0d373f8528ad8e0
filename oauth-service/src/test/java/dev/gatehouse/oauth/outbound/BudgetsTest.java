package dev.gatehouse.oauth.outbound;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.oauth.outbound.Budgets.Purpose;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetsTest {
    private final Budgets budgets = new Budgets();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void strangersTakeNothingFromWhatAdministratorsRegistered(Kind kind) {
        var strangers = new Purpose(kind, Reach.PUBLIC);
        while (budgets.of(strangers).tryAcquire()) {
            // Until all is taken.
        }
        while (budgets.ofHost(strangers, "app.example").tryAcquire()) {
            // Until all of the host is.
        }
        assertFalse(budgets.ofHost(strangers, "APP.example").tryAcquire());
        assertTrue(budgets.ofHost(strangers, "other.example").tryAcquire());
        var house = new Purpose(kind, Reach.HOUSE);
        assertTrue(budgets.of(house).tryAcquire());
        assertTrue(budgets.ofHost(house, "app.example").tryAcquire());
    }

    /** However many others are named, and however long it takes. */
    @Test
    void aHostThatIsInUseStaysFull() {
        var purpose = new Purpose(Kind.KEYS, Reach.PUBLIC);
        Semaphore held = budgets.ofHost(purpose, "app.example");
        assertTrue(held.tryAcquire(Budgets.OF_A_HOST));
        for (int i = 0; i < 10_000; i++) {
            budgets.ofHost(purpose, i + ".example");
        }
        System.gc();
        assertFalse(budgets.ofHost(purpose, "app.example").tryAcquire());
        held.release(Budgets.OF_A_HOST);
    }

    @Test
    void noKindTakesAnythingFromAnother() {
        for (Kind kind : Kind.values()) {
            assertTrue(budgets.of(new Purpose(kind, Reach.PUBLIC)).tryAcquire(kind.atOnce()), kind.name());
        }
    }
}
