package dev.gatehouse.common.language;

import dev.gatehouse.common.requester.Requester;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages that mails and pages are written in. */
public enum Language {
    ENGLISH("en", "English"),
    GERMAN("de", "Deutsch");

    private static final List<String> TAGS =
            Arrays.stream(values()).map(Language::tag).toList();
    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /** BCP 47. */
    public String tag() {
        return tag;
    }

    /** What those who speak it call it. */
    public String ownName() {
        return ownName;
    }

    /** That of the user where they say one that is written here, else what the request at hand asks for, else English. */
    public static Language of(@Nullable String locale) {
        return match(locale == null ? null : locale.replace('_', '-')).orElseGet(Language::asked);
    }

    /** What the request at hand asks for: by ui_locales, else as chosen before, else by Accept-Language; else English. */
    public static Language asked() {
        return Requester.current()
                .flatMap(requester -> match(requester.languages()))
                .orElse(ENGLISH);
    }

    /** The best of them for {@code ranges}, as Accept-Language has them (RFC 4647, section 3.4). */
    static Optional<Language> match(@Nullable String ranges) {
        if (ranges == null || ranges.isBlank()) {
            return Optional.empty();
        }
        try {
            String found = Locale.lookupTag(Locale.LanguageRange.parse(ranges), TAGS);
            return Arrays.stream(values())
                    .filter(language -> language.tag.equals(found))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
