package dev.gatehouse.session.look;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With the theme that comes as an example. */
@QuarkusTest
@TestProfile(ThemedTest.WithExample.class)
class ThemedTest {
    private static final Path EXAMPLE = Path.of("../deploy/examples/theme");

    @Test
    void itsStylesComeAfterOurs() throws IOException {
        String styles = given().get("/login/assets/gatehouse.css").asString();
        assertTrue(styles.startsWith(Files.readString(Path.of("src/main/resources/look/gatehouse.css"))));
        assertTrue(styles.endsWith(Files.readString(EXAMPLE.resolve("theme.css"))));
    }

    @Test
    void itsLogoIsInPlaceOfOurs() throws IOException {
        byte[] logo = given().get("/login/assets/logo")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertArrayEquals(Files.readAllBytes(EXAMPLE.resolve("logo.svg")), logo);
        assertEquals("image/svg+xml", given().get("/login/assets/logo").contentType());
    }

    @Test
    void itsWordsAreOnThePagesInTheirLanguage() {
        String english = given().get("/login").asString();
        assertTrue(english.contains(" · Linden</title>"), english);
        assertTrue(english.contains(">Tools for small gardens<"), english);
        assertTrue(english.contains(">Linden Gardens, 12 Example Street, Example Town<"), english);
        assertTrue(english.contains("<a href=\"https://www.example.com/terms\">Terms of use</a>"), english);
        String german = given().header("Accept-Language", "de").get("/login").asString();
        assertTrue(german.contains(">Werkzeug für kleine Gärten<"), german);
        assertTrue(german.contains("<a href=\"https://www.example.com/impressum\">Impressum</a>"), german);
        assertTrue(german.contains("<a href=\"mailto:help@example.com\">Hilfe</a>"), german);
    }

    public static class WithExample implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gatehouse.theme.directory", EXAMPLE.toString());
        }
    }
}
