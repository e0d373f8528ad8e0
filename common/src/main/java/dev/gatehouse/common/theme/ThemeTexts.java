package dev.gatehouse.common.theme;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The words of a theme. What German leaves out is taken from English, and what both leave out is empty; only the keys
 * that are listed here count, as all other texts are fixed when Gatehouse is built.
 */
public final class ThemeTexts {
    private static final String NAME = "name";
    private static final String ENGLISH = "en";
    private static final String GERMAN = "de";

    /** Keys, with the most characters of each. */
    private static final Map<String, Integer> SENTENCES = Map.of(
            NAME,
            40,
            "tagline",
            80,
            "sign_in_title",
            80,
            "sign_in_text",
            400,
            "register_text",
            400,
            "footer_text",
            400);

    private static final List<String> ADDRESSES = List.of("imprint_url", "privacy_url", "terms_url", "help_url");
    // A path of ours and not //another.example; nothing that a browser would run.
    private static final Pattern ADDRESS = Pattern.compile("(?:https://|mailto:|/(?![/\\\\]))[!-~&&[^\"<>\\\\]]*");
    private static final int LONGEST_ADDRESS = 400;

    private final SiteTexts english;
    private final SiteTexts german;

    private ThemeTexts(SiteTexts english, SiteTexts german) {
        this.english = english;
        this.german = german;
    }

    /** @throws IllegalStateException with the name of the file, and of the key where it is one, that is not right */
    public static ThemeTexts of(ThemeFolder theme) {
        var english = new LinkedHashMap<>(Map.of(NAME, "Gatehouse"));
        english.putAll(read(theme, ENGLISH));
        var german = new LinkedHashMap<>(english);
        german.putAll(read(theme, GERMAN));
        return new ThemeTexts(site(english), site(german));
    }

    /** @param language as a tag of HTML; English for any that there is no theme for */
    public SiteTexts in(String language) {
        return language.equals(GERMAN) ? german : english;
    }

    private static Map<String, String> read(ThemeFolder theme, String language) {
        String file = ThemeFolder.texts(language);
        var texts = new LinkedHashMap<String, String>();
        properties(theme.text(file).orElse(""), file)
                .forEach((key, value) -> texts.put(key.toString(), checked(file, key.toString(), value.toString())));
        return texts;
    }

    private static Properties properties(String content, String file) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(content));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(file + " of the theme is no file of properties", e);
        }
        return properties;
    }

    private static String checked(String file, String key, String value) {
        String text = value.strip();
        Integer most = ADDRESSES.contains(key) ? Integer.valueOf(LONGEST_ADDRESS) : SENTENCES.get(key);
        if (most == null) {
            throw wrong(file, key, "is not known; there are " + SENTENCES.keySet() + " and " + ADDRESSES);
        }
        if (text.length() > most) {
            throw wrong(file, key, "is longer than " + most + " characters");
        }
        if (key.equals(NAME) && text.isEmpty()) {
            throw wrong(file, key, "is empty");
        }
        if (ADDRESSES.contains(key) && !text.isEmpty() && !ADDRESS.matcher(text).matches()) {
            throw wrong(file, key, "is neither a path nor an address that starts with https:// or mailto:");
        }
        return text;
    }

    private static IllegalStateException wrong(String file, String key, String what) {
        return new IllegalStateException(file + " of the theme: " + key + " " + what);
    }

    private static SiteTexts site(Map<String, String> texts) {
        return new SiteTexts(
                texts.getOrDefault(NAME, ""),
                texts.getOrDefault("tagline", ""),
                texts.getOrDefault("sign_in_title", ""),
                texts.getOrDefault("sign_in_text", ""),
                texts.getOrDefault("register_text", ""),
                texts.getOrDefault("footer_text", ""),
                texts.getOrDefault("imprint_url", ""),
                texts.getOrDefault("privacy_url", ""),
                texts.getOrDefault("terms_url", ""),
                texts.getOrDefault("help_url", ""));
    }
}
