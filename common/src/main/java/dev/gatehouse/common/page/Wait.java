package dev.gatehouse.common.page;

import dev.gatehouse.common.language.Language;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/** How long somebody has to wait, as pages say it: "in 40 seconds". */
public final class Wait {
    private static final int LONGEST_IN_SECONDS = 120;

    private Wait() {}

    /** In the language of the request at hand; never less than it takes. */
    public static String words(int seconds) {
        return words(seconds, Language.asked());
    }

    /** The same in that one. */
    public static String words(int seconds, Language language) {
        MomentTexts texts = texts(language);
        return seconds <= LONGEST_IN_SECONDS
                ? texts.inSeconds(Math.max(1, seconds))
                : texts.inMinutes(Math.ceilDiv(seconds, 60));
    }

    private static MomentTexts texts(Language language) {
        return switch (language) {
            case ENGLISH -> MessageBundles.get(MomentTexts.class);
            case GERMAN -> MessageBundles.get(MomentTexts.class, Localized.Literal.of(language.tag()));
        };
    }
}
