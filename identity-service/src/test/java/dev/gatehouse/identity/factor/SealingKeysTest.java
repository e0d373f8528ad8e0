package dev.gatehouse.identity.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealingKeysTest {
    private static final String OLD = "b2xkLWtleS1vZi10aGlydHktdHdvLWJ5dGVzLTAwMDA=";
    static final String NEW = "bmV3LWtleS1vZi10aGlydHktdHdvLWJ5dGVzLTAwMDA=";
    private static final byte[] SECRET = {1, 2, 3};

    @Test
    void aKeyThatWasFirstStillOpens() {
        String sealed = keys(OLD).seal(SECRET, "user 1");
        assertArrayEquals(SECRET, keys(NEW, OLD).open(sealed, "user 1"));
        assertThrows(IllegalStateException.class, () -> keys(NEW).open(sealed, "user 1"));
    }

    @Test
    void theFirstKeySeals() {
        String sealed = keys(NEW, OLD).seal(SECRET, "user 1");
        assertArrayEquals(SECRET, keys(NEW).open(sealed, "user 1"));
    }

    @Test
    void whatIsSealedForOneUserIsNoOthers() {
        String sealed = keys(OLD).seal(SECRET, "user 1");
        assertThrows(IllegalStateException.class, () -> keys(OLD).open(sealed, "user 2"));
    }

    @Test
    void whatIsWrongWithAKeyIsSaidWithoutTheKey() {
        var refused = assertThrows(IllegalArgumentException.class, () -> keys("c2hvcnQ="));
        assertFalse(refused.toString().contains("c2hvcnQ="));
        assertThrows(IllegalArgumentException.class, SealingKeysTest::keys);
    }

    static SealingKeys keys(String... keys) {
        return new SealingKeys(new FactorConfig() {
            @Override
            public List<String> sealingKeys() {
                return List.of(keys);
            }

            @Override
            public String issuerName() {
                return "Gatehouse";
            }

            @Override
            public int freeAttempts() {
                return 5;
            }

            @Override
            public Duration longestDelay() {
                return Duration.ofMinutes(15);
            }

            @Override
            public Duration emailCodeLifetime() {
                return Duration.ofMinutes(10);
            }

            @Override
            public int emailCodesPerHour() {
                return 10;
            }
        });
    }
}
