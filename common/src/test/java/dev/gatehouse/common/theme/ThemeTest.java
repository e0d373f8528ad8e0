package dev.gatehouse.common.theme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThemeTest {
    private static final String ENGLISH = "texts_en.properties";
    private static final String GERMAN = "texts_de.properties";

    @TempDir
    private Path directory;

    @Test
    void withoutAThemeThereIsOurNameAndNothingElse() {
        Theme none = new Theme(Optional::empty);
        var expected = new SiteTexts("Gatehouse", "", "", "", "", "", "", "", "", "");
        assertEquals(expected, none.texts("en"));
        assertEquals(expected, none.texts("de"));
        assertTrue(none.folder().bytes(ThemeFolder.STYLES).isEmpty());
    }

    @Test
    void germanTakesFromEnglishWhatItLeavesOut() throws IOException {
        put(ENGLISH, "name = Linden\ntagline=Garden tools\nhelp_url=/help");
        put(GERMAN, "tagline=Werkzeug für Gärten");
        Theme theme = theme();
        assertEquals("Garden tools", theme.texts("en").tagline());
        assertEquals("Werkzeug für Gärten", theme.texts("de").tagline());
        assertEquals("Linden", theme.texts("de").name());
        assertEquals("/help", theme.texts("de").helpUrl());
        assertEquals(theme.texts("en"), theme.texts("fr"));
    }

    @Test
    void theExampleIsATheme() {
        Theme example = new Theme(() -> Optional.of(Path.of("../deploy/examples/theme")));
        assertEquals("Willkommen bei Linden", example.texts("de").signInTitle());
        assertEquals("https://www.example.com/terms", example.texts("en").termsUrl());
        assertTrue(example.folder().text(ThemeFolder.STYLES).orElseThrow().contains("--accent"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "titel=Hallo",
                "name=",
                "name=A name that is far too long for the head of a page",
                "imprint_url=javascript:alert(1)",
                "imprint_url=//evil.example",
                "imprint_url=/\\\\evil.example",
                "imprint_url=http://www.example.com",
                "imprint_url=https://www.example.com/\" onclick=\"x",
                "name=\\uZZZZ"
            })
    void aWrongTextIsToldWithItsFile(String line) throws IOException {
        put(GERMAN, line);
        assertTold(GERMAN);
    }

    @Test
    void aWrongKeyIsToldByItsName() throws IOException {
        put(ENGLISH, "sign_in_titel=Hello");
        assertTold("sign_in_titel");
    }

    @Test
    void whatIsNoUtf8IsToldWithItsFile() throws IOException {
        Files.write(directory.resolve(GERMAN), "name=Gärten".getBytes(StandardCharsets.ISO_8859_1));
        assertTold(GERMAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"texts_fr.properties", "text_en.properties", "style.css", "Logo.svg"})
    void aFileThatWouldNotCountIsTold(String name) throws IOException {
        put(name, "");
        assertTold(name);
    }

    @Test
    void otherFilesAreNobodysBusiness() throws IOException {
        put("README.md", "ours");
        Files.createDirectory(directory.resolve("..data"));
        assertEquals("Gatehouse", theme().texts("en").name());
    }

    @Test
    void aThemeHasOneLogo() throws IOException {
        put("logo.svg", "<svg/>");
        assertArrayEquals(
                "<svg/>".getBytes(StandardCharsets.UTF_8),
                theme().folder().bytes(ThemeFolder.LOGO_SVG).orElseThrow());
        put("logo.png", "png");
        assertTold("logo.png");
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        Path missing = directory.resolve("missing");
        var failure = assertThrows(IllegalStateException.class, () -> new Theme(() -> Optional.of(missing)));
        assertTrue(failure.toString().contains("missing"), failure.toString());
    }

    @Test
    void aFileThatCannotBeReadOrIsTooLongIsTold() throws IOException {
        Files.createDirectory(directory.resolve(GERMAN));
        assertTold(GERMAN);
        Files.delete(directory.resolve(GERMAN));
        put(GERMAN, "#" + "x".repeat(ThemeFolder.LONGEST - 1));
        assertEquals("Gatehouse", theme().texts("de").name());
        put(GERMAN, "#" + "x".repeat(ThemeFolder.LONGEST));
        assertTold(GERMAN);
    }

    private Theme theme() {
        return new Theme(() -> Optional.of(directory));
    }

    private void put(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    private void assertTold(String name) {
        var failure = assertThrows(IllegalStateException.class, this::theme);
        assertTrue(failure.toString().contains(name), failure.toString());
    }
}
