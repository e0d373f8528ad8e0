package dev.gatehouse.identity.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryCodeTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void isFourGroupsOfFour() {
        String code = RecoveryCode.generate(random);
        assertTrue(code.matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"), code);
        assertNotEquals(code, RecoveryCode.generate(random));
    }

    @Test
    void isTheSameHoweverItIsTyped() {
        String code = RecoveryCode.generate(random);
        var hash = RecoveryCode.hash(code);
        assertTrue(hash.isPresent());
        assertEquals(hash, RecoveryCode.hash(code.toUpperCase(Locale.ROOT)));
        assertEquals(hash, RecoveryCode.hash(" " + code.replace("-", " ") + " "));
        assertEquals(hash, RecoveryCode.hash(code.replace("-", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abcd", "abcd-efgh-abcd-efg1", "abcd-efgh-abcd-efgh-abcd", "123456"})
    void cannotBeOne(String text) {
        assertTrue(RecoveryCode.hash(text).isEmpty());
    }
}
