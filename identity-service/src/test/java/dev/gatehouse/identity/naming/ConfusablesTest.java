package dev.gatehouse.identity.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusablesTest {
    @Test
    void theTableIsWhatUnicodeSays() throws Exception {
        try (var shipped = Confusables.class.getResourceAsStream("/" + Confusables.RESOURCE)) {
            assertNotNull(shipped);
            assertEquals(ConfusablesTable.derive(), new String(shipped.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "paypal, p\u0430ypal",
        "paypal, \u0440\u0430\u0443\u0440\u0430\u0406",
        "bob, \u0412\u041E\u0412",
        "scope, \u0455\u0441\u043E\u0440\u0435",
        "alice, al\u0131ce"
    })
    void whatLooksTheSameHasOneSkeleton(String one, String other) {
        assertEquals(Confusables.skeleton(one), Confusables.skeleton(other));
    }

    @ParameterizedTest
    @CsvSource({"modern, modem", "bill, bi1l", "l0g, log", "bj\u00F6rn, bjorn", "\u0438\u0432\u0430\u043D, ivan"})
    void whatOnlyLooksSimilarHasTwo(String one, String other) {
        assertNotEquals(Confusables.skeleton(one), Confusables.skeleton(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "Alice.B-2_x", "modem", "0O1lI"})
    void theSkeletonOfAsciiIsItselfInLowerCase(String name) {
        assertEquals(name.toLowerCase(java.util.Locale.ROOT), Confusables.skeleton(name));
    }
}
