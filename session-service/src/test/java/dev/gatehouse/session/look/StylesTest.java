package dev.gatehouse.session.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stylesheet by itself; the sample pages, in the test resources, can be opened as they are. */
class StylesTest {
    private static final Pattern COLOUR = Pattern.compile("(--[a-z-]+): (#[0-9a-f]{3,6});");
    private static final Pattern CLASS = Pattern.compile("\\.([a-z][a-z-]*)");
    private static String styles = "";

    @BeforeAll
    static void read() throws IOException {
        styles = Files.readString(Path.of("src/main/resources/look/gatehouse.css"));
    }

    @Test
    void itIsSmallAndLoadsNothing() {
        assertTrue(styles.length() < 8192, styles.length() + " characters");
        assertFalse(styles.contains("url("));
        assertFalse(styles.contains("@import"));
    }

    @Test
    void everyClassIsOnASamplePage() throws IOException {
        String samples = Files.readString(Path.of("src/test/resources/look/sign-in.html"))
                + Files.readString(Path.of("src/test/resources/look/account.html"));
        Set<String> used = new TreeSet<>();
        Matcher attribute = Pattern.compile("class=\"([^\"]*)\"").matcher(samples);
        while (attribute.find()) {
            used.addAll(Set.of(attribute.group(1).split(" ")));
        }
        Set<String> styled = new TreeSet<>();
        for (String rule : styles.replaceAll("(?s)/\\*.*?\\*/", "").split("}")) {
            Matcher each = CLASS.matcher(rule.substring(0, Math.max(0, rule.lastIndexOf('{'))));
            while (each.find()) {
                styled.add(each.group(1));
            }
        }
        assertEquals(used, styled);
    }

    /** WCAG 2.2, 1.4.3 and 1.4.11: 4.5 to 1 for text, 3 to 1 for what shows where a field is. */
    @ParameterizedTest
    @CsvSource({
        "--ink, --card, 4.5",
        "--ink, --paper, 4.5",
        "--muted, --card, 4.5",
        "--muted, --paper, 4.5",
        "--accent, --card, 4.5",
        "--accent, --paper, 4.5",
        "--on-accent, --accent, 4.5",
        "--error, --card, 4.5",
        "--on-error, --error, 4.5",
        "--good, --card, 4.5",
        "--warn, --card, 4.5",
        "--edge, --card, 3",
        "--edge, --paper, 3"
    })
    void coloursDifferEnough(String one, String other, double atLeast) {
        int dark = styles.indexOf("@media (prefers-color-scheme: dark)");
        Map<String, String> light = colours(styles.substring(0, dark));
        Map<String, String> inTheDark = new HashMap<>(light);
        inTheDark.putAll(colours(styles.substring(dark, styles.indexOf("* {", dark))));
        for (Map<String, String> scheme : Set.of(light, inTheDark)) {
            double contrast =
                    contrast(luminance(scheme.getOrDefault(one, "")), luminance(scheme.getOrDefault(other, "")));
            assertTrue(contrast >= atLeast, one + " on " + other + ": " + contrast + " in " + scheme);
        }
    }

    private static Map<String, String> colours(String part) {
        Map<String, String> colours = new HashMap<>();
        Matcher each = COLOUR.matcher(part);
        while (each.find()) {
            colours.put(each.group(1), each.group(2));
        }
        return colours;
    }

    private static double contrast(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    /** WCAG 2.2, relative luminance. */
    private static double luminance(String colour) {
        String digits = colour.length() == 4 ? colour.substring(1).replaceAll("(.)", "$1$1") : colour.substring(1);
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(digits, 2 * i, 2 * i + 2, 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
