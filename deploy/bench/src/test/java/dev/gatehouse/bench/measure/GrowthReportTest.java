package dev.gatehouse.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.bench.side.Person;
import dev.gatehouse.bench.side.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cost among more and more users, and what large rates need at that cost. */
class GrowthReportTest {
    @Test
    void costIsAddedUpAndDivided() {
        var used = new Cost(Map.of("token-service", 300.0, Cost.REDIS, 100.0))
                .plus(new Cost(Map.of("token-service", 100.0, Cost.POSTGRES, 50.0)))
                .since(new Cost(Map.of("token-service", 200.0)));
        Cost each = used.each(100);
        assertEquals(2.0, each.of("token-service"), 1e-9);
        assertEquals(1.0, each.of(Cost.REDIS), 1e-9);
        assertEquals(0.5, each.of(Cost.POSTGRES), 1e-9);
        assertEquals(3.5, each.total(), 1e-9);
        assertEquals(2.0, each.services(), 1e-9);
        assertEquals(0.0, each.of("oauth-service"));
    }

    @Test
    void costThatStaysWithinATenthIsFlat() {
        String flat = new GrowthReport(List.of(
                        grown(1000, 1, Row.REFRESH, 1.0), grown(1000, 2, Row.REFRESH, 2.0),
                        grown(9000, 1, Row.REFRESH, 1.09), grown(9000, 2, Row.REFRESH, 1.5)))
                .markdown();
        assertTrue(flat.contains("of that among the fewest: reached"), flat);
        assertTrue(flat.contains("9.0 more"), flat);
        assertTrue(flat.contains("25.0 less"), flat);
    }

    @Test
    void whatGrowsIsNamed() {
        String grows = new GrowthReport(List.of(grown(1000, 1, Row.REFRESH, 1.0), grown(90_000, 1, Row.REFRESH, 1.2)))
                .markdown();
        assertTrue(grows.contains("not reached: refresh at 90,000 with 1 replicas"), grows);
        assertFalse(grows.contains("code exchange"), grows);
    }

    @Test
    void oneSizeAloneSaysNothing() {
        String alone = new GrowthReport(List.of(grown(1000, 1, Row.REFRESH, 1.0))).markdown();
        assertTrue(alone.contains("nothing to compare"), alone);
    }

    /** A request of 1.4 ms, 1,000 times a second, keeps 1.4 cores busy: two at 70 %. */
    @Test
    void coresFollowFromTheCostOfOneRequest() {
        var capacity = new Capacity(
                "sign-ins",
                1000,
                new Cost(Map.of("identity-service", 1.4, "token-service", 20.0, Cost.POSTGRES, 0.7, Cost.REDIS, 0.35)));
        assertEquals(2.0, capacity.cores("identity-service"), 1e-9);
        assertEquals(1.0, capacity.cores(Cost.POSTGRES), 1e-9);
        assertEquals(2, capacity.nodes());
        assertEquals(2000, capacity.mostWithOneRedis(), 1e-9);
    }

    @Test
    void rowsThatAreMeasuredAreReckonedUp() {
        String needs = new GrowthReport(
                        List.of(grown(1000, 1, Row.VERIFY_JWT, 0.07), grown(1000, 2, Row.VERIFY_JWT, 0.07)))
                .markdown();
        assertTrue(needs.contains("| /verify by JWT | 1,000,000 |"), needs);
        assertFalse(needs.contains("password sign-in"), needs);
    }

    @Test
    void someOfACrowdAreTheSameEachTime() {
        var first = new Person("user-0", "secret", "user-0@example.test");
        var some = Crowd.some(10, 5000, first);
        assertEquals(10, some.stream().distinct().count());
        assertEquals(some, Crowd.some(10, 5000, first));
        assertTrue(some.stream().allMatch(person -> person.password().equals("secret")));
        assertEquals(3, Crowd.some(10, 3, first).size());
    }

    private static Grown grown(int users, int replicas, Row row, double millis) {
        return new Grown(users, replicas, row, 100, 1, 2, new Cost(Map.of("token-service", millis)));
    }
}
