package dev.gatehouse.launcher.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;

/** A refusal for whoever opened an address in a browser: what happened, and what to do next, in English or German. */
final class RefusalPage {
    /** Nothing is loaded but our stylesheet and logo, and nobody frames it. */
    static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; "
            + "base-uri 'none'; form-action 'none'";

    private static final String FRAME = frame();
    private static final List<String> WRITTEN = List.of("en", "de");

    private RefusalPage() {}

    /** Browsers ask for HTML by its name when they open an address; programs that name JSON as well have that. */
    static boolean suits(@Nullable String accept) {
        return accept != null && accept.contains("text/html") && !accept.contains("json");
    }

    /** @param acceptLanguage as the browser says it (RFC 9110, section 12.5.4) */
    static String html(Refusal refusal, @Nullable String acceptLanguage) {
        Locale language = Locale.of(language(acceptLanguage));
        // Not the language of this machine where the reader's is not there.
        var texts = ResourceBundle.getBundle(
                "dev.gatehouse.launcher.proxy.refusal",
                language,
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        return FRAME.formatted(
                language.getLanguage(),
                texts.getString(refusal.code() + ".title"),
                texts.getString(refusal.code() + ".happened"),
                texts.getString(refusal.code() + ".next"),
                texts.getString("home"));
    }

    private static String language(@Nullable String acceptLanguage) {
        try {
            String found = acceptLanguage == null || acceptLanguage.isBlank()
                    ? null
                    : Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), WRITTEN);
            return found == null ? "en" : found;
        } catch (IllegalArgumentException e) {
            return "en";
        }
    }

    private static String frame() {
        try (InputStream in = RefusalPage.class.getResourceAsStream("refusal.html")) {
            if (in == null) {
                throw new MissingResourceException("no refusal.html", RefusalPage.class.getName(), "refusal.html");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
