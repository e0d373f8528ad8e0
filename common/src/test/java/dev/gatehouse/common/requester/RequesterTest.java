package dev.gatehouse.common.requester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequesterTest {
    @Test
    void aPeerIsToldAllOfIt() {
        MultiMap outside = headers()
                .set("User-Agent", "a browser")
                .set("X-Request-Id", "r-1")
                .set("Accept-Language", "de, en;q=0.5");
        Requester requester = Requester.of("192.0.2.1", null, outside);
        MultiMap inside = headers().set("User-Agent", "a service");
        requester.tell(inside);
        assertEquals(requester, Requester.told(inside));
        assertEquals(new Requester("192.0.2.1", "a browser", "r-1", "de, en;q=0.5"), requester);
    }

    @Test
    void fromOutsideNobodySaysWhereTheyAre() {
        MultiMap outside = headers();
        new Requester("203.0.113.9", "forged", "r-2", null).tell(outside);
        assertEquals("192.0.2.1", Requester.of("192.0.2.1", null, outside).address());
        assertNull(Requester.of("192.0.2.1", null, outside).userAgent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two words",
                "a\"b",
                "{\"json\":1}",
                "\u00e4",
                "0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void anIdThatIsNoShortWordIsReplaced(String id) {
        assertNotEquals(
                id, Requester.of(null, null, headers().set("X-Request-Id", id)).requestId());
    }

    @Test
    void whoeverNamesNoRequestGetsANewName() {
        String first = Requester.of(null, null, headers()).requestId();
        assertTrue(first.length() > 16);
        assertNotEquals(first, Requester.of(null, null, headers()).requestId());
    }

    @Test
    void aTimerIsNobodysRequest() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            var found = new CompletableFuture<Optional<Requester>>();
            vertx.setTimer(1, timer -> {
                try {
                    found.complete(Requester.current());
                } catch (RuntimeException e) {
                    found.completeExceptionally(e);
                }
            });
            assertEquals(Optional.empty(), found.get(10, TimeUnit.SECONDS));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aLongUserAgentIsCut() {
        String agent = Requester.of(null, null, headers().set("User-Agent", "x".repeat(5000)))
                .userAgent();
        assertEquals("x".repeat(512), agent);
    }

    private static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap();
    }
}
