package dev.gatehouse.common.requester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    @ParameterizedTest
    @CsvSource({
        "ui_locales=de, de",
        "a=b&ui_locales=de&c=d, de",
        "ui_locales=fr-CA+fr+en, 'fr-CA, fr, en'",
        "ui_locales=fr%20en, 'fr, en'",
        "ui_locales=%zz+de, de",
        "ui_locales=, ",
        "my_ui_locales=de, ",
        "ui_locales=de;q=x, ",
        "ui_locales=aa+bb+cc+dd+ee+ff, 'aa, bb, cc, dd, ee'",
        "a=b, ",
        ", "
    })
    void anAddressAsksForLanguages(@Nullable String query, @Nullable String asked) {
        assertEquals(asked, Languages.asked(query));
    }

    @Test
    void theAddressGoesBeforeTheChoiceAndThatBeforeWhatTheBrowserSays() {
        var headers = MultiMap.caseInsensitiveMultiMap().set("Accept-Language", "it, en;q=0.5");
        assertEquals("it, en;q=0.5", Languages.of(null, headers));
        headers.set("Cookie", "a=b; __Host-gatehouse-lang=de");
        assertEquals("de, it, en;q=0.5", Languages.of(null, headers));
        assertEquals("fr, de, it, en;q=0.5", Languages.of("ui_locales=fr", headers));
        assertNull(Languages.of(null, MultiMap.caseInsensitiveMultiMap()));
    }

    @Test
    void aChoiceThatIsNoneIsPassedOver() {
        for (String cookies : new String[] {
            "__Host-gatehouse-lang=;;",
            "__Host-gatehouse-lang=de\"",
            "__Host-gatehouse-lang=de; __Host-gatehouse-lang=en"
        }) {
            assertNull(Languages.of(null, MultiMap.caseInsensitiveMultiMap().set("Cookie", cookies)));
        }
    }
}
