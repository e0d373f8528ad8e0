package dev.gatehouse.oauth.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserCodeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BCDF-GHJK",
                "bcdfghjk",
                " bcdf ghjk ",
                "b-c-d-f-g-h-j-k",
                "BCDF\u2013GHJK",
                "Bcdf\u00a0\u2010Ghjk\t"
            })
    void isReadHoweverItIsTyped(String typed) {
        assertEquals(Optional.of("BCDFGHJK"), UserCode.read(typed));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "BCDF",
                "BCDF-GHJKL",
                "ABCD-FGHJ",
                "BCDF-GHJ1",
                "BCDF_GHJK",
                "BCDFGHJ\u212a",
                "BCDF-GHJ\u00df",
                "%BCDFGHJK"
            })
    void nothingElseIsOne(@Nullable String typed) {
        assertEquals(Optional.empty(), UserCode.read(typed));
    }

    @Test
    void nothingLongIsLookedAt() {
        assertEquals(Optional.empty(), UserCode.read("BCDFGHJK" + " ".repeat(1000)));
    }

    @Test
    void isEightLettersThatMakeNoWordAndAreNotMistaken() {
        var random = new SecureRandom();
        var seen = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            String code = UserCode.of(random);
            assertTrue(code.matches("[BCDFGHJKLMNPQRSTVWXZ]{8}"), code);
            assertEquals(Optional.of(code), UserCode.read(UserCode.shown(code)));
            seen.add(code);
        }
        assertTrue(seen.size() > 990, seen.size() + " different ones");
    }
}
