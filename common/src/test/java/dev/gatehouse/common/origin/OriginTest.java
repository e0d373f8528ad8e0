package dev.gatehouse.common.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @Test
    void aPeerIsToldAllOfIt() {
        MultiMap outside = headers().set("User-Agent", "a browser").set("X-Request-Id", "r-1");
        Origin origin = Origin.of("192.0.2.1", outside);
        MultiMap inside = headers().set("User-Agent", "a service");
        origin.tell(inside);
        assertEquals(origin, Origin.told(inside));
        assertEquals(new Origin("192.0.2.1", "a browser", "r-1"), origin);
    }

    @Test
    void fromOutsideNobodySaysWhereTheyAre() {
        MultiMap outside = headers();
        new Origin("203.0.113.9", "forged", "r-2").tell(outside);
        assertEquals("192.0.2.1", Origin.of("192.0.2.1", outside).address());
        assertNull(Origin.of("192.0.2.1", outside).userAgent());
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
        assertNotEquals(id, Origin.of(null, headers().set("X-Request-Id", id)).requestId());
    }

    @Test
    void whoeverNamesNoRequestGetsANewName() {
        String first = Origin.of(null, headers()).requestId();
        assertTrue(first.length() > 16);
        assertNotEquals(first, Origin.of(null, headers()).requestId());
    }

    @Test
    void aLongUserAgentIsCut() {
        String agent =
                Origin.of(null, headers().set("User-Agent", "x".repeat(5000))).userAgent();
        assertEquals("x".repeat(512), agent);
    }

    private static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap();
    }
}
