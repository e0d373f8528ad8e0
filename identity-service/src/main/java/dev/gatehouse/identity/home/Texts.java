package dev.gatehouse.identity.home;

import dev.gatehouse.common.language.Language;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/** What the account's pages say. */
final class Texts {
    private Texts() {}

    /** In the language of the request at hand. */
    static HomeTexts here() {
        return in(HomeTexts.class, Language.asked());
    }

    /** Of what somebody signs in with, in that language. */
    static SecurityTexts ofSecurity() {
        return in(SecurityTexts.class, Language.asked());
    }

    /** @param bundle some of it */
    static <T> T in(Class<T> bundle, Language language) {
        return switch (language) {
            case ENGLISH -> MessageBundles.get(bundle);
            case GERMAN -> MessageBundles.get(bundle, Localized.Literal.of(language.tag()));
        };
    }
}
