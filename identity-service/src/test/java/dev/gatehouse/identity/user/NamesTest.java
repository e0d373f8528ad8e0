package dev.gatehouse.identity.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a@b", "-a", ".a", "a/b", "a\u0000", "a\n", "\uFDFA", "<a>", "½"})
    void refusesWhatIsNoUsername(String text) {
        assertTrue(Names.username(text).isEmpty());
    }

    @Test
    void takesUpTo64Characters() {
        assertTrue(Names.username("a".repeat(64)).isPresent());
        assertTrue(Names.username("a".repeat(65)).isEmpty());
    }

    @Test
    void oneNameHasOneKey() {
        assertEquals(Optional.of("Alice"), Names.username("Ａlice"));
        assertEquals(Names.key("alice"), Names.key("ＡLICE"));
        assertEquals(Names.key("zoe\u0308"), Names.key("Zoë"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p\u0430ypal", "ali\uFE0Fce", "\u3164", "a\u200Bb"})
    void refusesWhatIsMadeToLookLikeAnother(String text) {
        assertTrue(Names.username(text).isEmpty());
    }

    @Test
    void anAddressHasOneKeyInBothWritingsOfItsDomain() {
        assertEquals(Names.key("Zoe@m\u00FCnchen.example"), Names.key("zoe@XN--mnchen-3ya.example"));
        assertEquals("zoe@example.org", Names.key("Zoe@EXAMPLE.org"));
        assertNotEquals(Names.key("zoe@stra\u00DFe.example"), Names.key("zoe@strasse.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "ada.lovelace@example.org, ada.lovelace",
        "ada+lists@example.org, ada-lists",
        "-ada@example.org, ada",
        "@example.org, user",
        "ad\u0430@example.org, user",
        "Ada L, Ada-L"
    })
    void whateverSomeoneIsCalledMakesAUsername(String called, String username) {
        assertEquals(username, Names.usernameFor(called));
        assertNotEquals(Names.another(username), Names.another(username));
    }

    @Test
    void aLongNameLeavesRoomForAnother() {
        String name = Names.usernameFor("a".repeat(64) + "@example.org");
        assertTrue(Names.username(Names.another(name)).isPresent());
    }
}
