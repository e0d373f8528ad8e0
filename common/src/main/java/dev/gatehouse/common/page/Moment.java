package dev.gatehouse.common.page;

import dev.gatehouse.common.language.Language;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A point in time as pages show it: {@code <time datetime="{moment.iso}">{moment.words}</time>}. Nothing tells a server
 * which time zone its reader is in; how long ago something was is the same in all of them.
 *
 * @param iso for programs, to the second
 * @param words for people
 */
public record Moment(String iso, String words) {
    private static final Duration LATELY = Duration.ofDays(30);

    /** How long ago it was; of what is long ago, and of what is to come, the day. */
    public static Moment ago(Instant then, Instant now, Language language) {
        Duration since = Duration.between(then, now);
        boolean toCome = since.compareTo(Duration.ofMinutes(-1)) < 0;
        return toCome || since.compareTo(LATELY) > 0
                ? day(then, language)
                : new Moment(iso(then), ago(since, texts(language)));
    }

    /** The day that it was in UTC. */
    public static Moment day(Instant then, Language language) {
        String words = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(language.tag()))
                .format(then.atZone(ZoneOffset.UTC));
        return new Moment(iso(then), words);
    }

    private static String ago(Duration since, MomentTexts texts) {
        if (since.toMinutes() < 1) {
            return texts.now();
        }
        if (since.toHours() < 1) {
            return texts.minutes(since.toMinutesPart());
        }
        return since.toDays() < 1 ? texts.hours(since.toHoursPart()) : texts.days((int) since.toDays());
    }

    private static String iso(Instant then) {
        return then.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static MomentTexts texts(Language language) {
        return switch (language) {
            case ENGLISH -> MessageBundles.get(MomentTexts.class);
            case GERMAN -> MessageBundles.get(MomentTexts.class, Localized.Literal.of(language.tag()));
        };
    }
}
