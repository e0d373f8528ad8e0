package dev.gatehouse.oauth.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.MultiMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public, max-age=600 | | PT10M",
                "Max-Age=\"60\" | 10 | PT50S",
                "max-age=60 | 100 | PT0S",
                "max-age=60 | x | PT1M",
                "max-age=60, no-store | | PT0S",
                "no-cache | | PT0S",
                "max-age=-1 | |",
                "max-age=99999999999999999999 | |",
                "public | |"
            })
    void anAnswerSaysHowLongItCounts(String control, @Nullable String age, @Nullable Duration fresh) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Cache-Control", control);
        if (age != null) {
            headers.add("Age", age);
        }
        assertEquals(fresh, Freshness.of(headers));
    }
}
