package dev.gatehouse.session.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.Moment;
import dev.gatehouse.common.page.Wait;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Here, as its words are compiled together with pages. */
@QuarkusTest
class MomentTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00.5Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, just now, gerade eben",
        "PT-30S, just now, gerade eben",
        "PT59S, just now, gerade eben",
        "PT60S, a minute ago, vor einer Minute",
        "PT59M59S, 59 minutes ago, vor 59 Minuten",
        "PT1H, an hour ago, vor einer Stunde",
        "PT23H59M, 23 hours ago, vor 23 Stunden",
        "P1D, a day ago, vor einem Tag",
        "P30D, 30 days ago, vor 30 Tagen",
        "P31D, 'October 28, 2026', 28. Oktober 2026",
        "P-2D, 'November 30, 2026', 30. November 2026",
    })
    void isToldAsPeopleWould(Duration since, String english, String german) {
        assertEquals(
                english, Moment.ago(NOW.minus(since), NOW, Language.ENGLISH).words());
        assertEquals(german, Moment.ago(NOW.minus(since), NOW, Language.GERMAN).words());
    }

    @ParameterizedTest
    @CsvSource({
        "0, in a second, in einer Sekunde",
        "1, in a second, in einer Sekunde",
        "120, in 120 seconds, in 120 Sekunden",
        "121, in 3 minutes, in 3 Minuten",
        "3600, in 60 minutes, in 60 Minuten"
    })
    void soIsHowLongOneHasToWait(int seconds, String english, String german) {
        assertEquals(english, Wait.words(seconds, Language.ENGLISH));
        assertEquals(german, Wait.words(seconds, Language.GERMAN));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 2026-11-28T10:00:00Z", "P31D, 2026-10-28T10:00:00Z"})
    void programsReadIt(Duration since, String iso) {
        assertEquals(iso, Moment.ago(NOW.minus(since), NOW, Language.ENGLISH).iso());
    }
}
