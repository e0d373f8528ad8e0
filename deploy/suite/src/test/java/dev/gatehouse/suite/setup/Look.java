package dev.gatehouse.suite.setup;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** How somebody's browser is set: what they read, and by what light. */
public record Look(Language language, ColorScheme scheme) {
    /** The languages of the pages. */
    public enum Language {
        EN,
        DE;

        /** As in {@code lang} and {@code Accept-Language}. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All that the pages are made for. */
    public static Stream<Look> all() {
        return Arrays.stream(Language.values())
                .flatMap(language ->
                        Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(scheme -> new Look(language, scheme)));
    }

    /** In the name of a screenshot. */
    @Override
    public String toString() {
        return language.tag() + "-" + scheme.name().toLowerCase(Locale.ROOT);
    }
}
