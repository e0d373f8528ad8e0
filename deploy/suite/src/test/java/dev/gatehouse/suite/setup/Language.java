package dev.gatehouse.suite.setup;

import java.util.Locale;

/** The languages of the pages. */
public enum Language {
    EN,
    DE;

    /** As in {@code lang} and {@code Accept-Language}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
