package dev.gatehouse.identity.home;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Instants as the user reads them, in their own time zone where they have said which.
 *
 * @param zone UTC where they have not
 */
record Moments(Language language, ZoneId zone) {
    /** @param zoneinfo what the user says, which may be no zone at all */
    static Moments of(Language language, @Nullable String zoneinfo) {
        return new Moments(language, zone(zoneinfo));
    }

    private static ZoneId zone(@Nullable String zoneinfo) {
        try {
            return zoneinfo == null ? ZoneOffset.UTC : ZoneId.of(zoneinfo);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /** The day and the time. */
    Moment at(Instant instant) {
        String shown = format(day() + ", HH:mm").format(instant);
        return moment(instant, zone.equals(ZoneOffset.UTC) ? shown + " UTC" : shown);
    }

    /** The day alone. */
    Moment on(Instant instant) {
        return moment(instant, format(day()).format(instant));
    }

    /** As the zone is called. */
    String zoneName() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId().replace('_', ' ');
    }

    private static Moment moment(Instant instant, String shown) {
        return new Moment(instant.toString(), shown);
    }

    /** Native images know no names of German months. */
    private String day() {
        return switch (language) {
            case ENGLISH -> "d MMM uuuu";
            case GERMAN -> "d.M.uuuu";
        };
    }

    private DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone);
    }
}
