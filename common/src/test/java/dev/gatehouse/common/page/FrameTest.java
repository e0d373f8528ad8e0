package dev.gatehouse.common.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.language.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
    @ParameterizedTest
    @CsvSource({
        ", ?ui_locales=de",
        "return_to=%2Fa, ?return_to=%2Fa&ui_locales=de",
        "ui_locales=en, ?ui_locales=de",
        "a=b&ui_locales=en&c=d, ?a=b&c=d&ui_locales=de",
    })
    void aPageIsThereInTheOtherLanguageToo(@Nullable String query, String german) {
        var address = Address.of("//evil.example/login", true, query);
        var frame = new Frame(Language.ENGLISH, address.path(), address.query(), null);
        assertEquals(
                List.of(new Frame.Choice("de", "Deutsch", german, false)),
                frame.languages().stream().filter(choice -> !choice.current()).toList());
    }

    @Test
    void theAnswerToAFormLeadsNowhereUntilItSaysWhere() {
        var address = Address.of("/login", false, "a=b");
        var frame = new Frame(Language.GERMAN, address.path(), address.query(), null);
        assertEquals(List.of(), frame.languages());
        assertEquals(
                "/login?return_to=%2Fa&ui_locales=en",
                frame.at("/login?return_to=%2Fa").languages().getFirst().href());
        assertEquals(
                "/logout?ui_locales=en",
                frame.at("/logout").languages().getFirst().href());
    }

    @Test
    void marksWhereInTheAccountItIs() {
        var frame = new Frame(Language.ENGLISH, "/account/security/passkeys", null, null);
        assertTrue(frame.under("/account/security"));
        assertFalse(frame.under("/account/sec"));
        assertFalse(frame.showing("/account"));
    }
}
