package dev.gatehouse.session.bymail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a browser that waits for a mail wants of the sign-in.
 *
 * @param returnTo where it is led when it is signed in
 * @param remember whether the session is to outlive the browser; null for as it was
 */
public record Wish(String returnTo, @Nullable Boolean remember) {
    /** As it is stored: where it is to be led, behind a word where it was said whether it is to be remembered. */
    String written() {
        return remember == null ? returnTo : remember + " " + returnTo;
    }

    /** @param text as {@link #written}; no destination begins with either word */
    static Wish read(String text) {
        for (Boolean said : List.of(true, false)) {
            String word = said + " ";
            if (text.startsWith(word)) {
                return new Wish(text.substring(word.length()), said);
            }
        }
        return new Wish(text, null);
    }
}
