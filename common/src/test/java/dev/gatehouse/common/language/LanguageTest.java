package dev.gatehouse.common.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de|GERMAN",
                "de-AT|GERMAN",
                "DE-ch, en;q=0.8|GERMAN",
                "en-US,en;q=0.9,de;q=0.8|ENGLISH",
                "fr, de;q=0.3, en;q=0.2|GERMAN"
            })
    void theBestOfThoseThatAreReadIsTaken(String asked, Language language) {
        assertEquals(Optional.of(language), Language.match(asked));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "fr", "fr-FR,it;q=0.2", "\"", "de;q=x", ";;;"})
    void whatIsNotWrittenHereOrCannotBeReadIsNone(String asked) {
        assertEquals(Optional.empty(), Language.match(asked));
    }

    @Test
    void whoSaysNothingReadsEnglish() {
        assertEquals(Language.ENGLISH, Language.of(null));
        assertEquals(Language.ENGLISH, Language.of("fr"));
        assertEquals(Language.GERMAN, Language.of("de_AT"));
    }
}
