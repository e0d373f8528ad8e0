package dev.gatehouse.identity.onetime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MailedCodeTest {
    @Test
    void hasEightDigitsThatNobodyForesees() {
        var random = new SecureRandom();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            String code = MailedCode.generate(random);
            assertTrue(code.matches("[0-9]{8}"), code);
            codes.add(code);
        }
        assertTrue(codes.size() > 190, codes.size() + " different ones");
    }

    @Test
    void isReadHoweverItWasTyped() {
        assertEquals("0123 4567", MailedCode.shown("01234567"));
        for (String typed : List.of("01234567", "0123 4567", " 0123-4567 ", "0 1 2 3 4 5 6 7")) {
            assertEquals(Optional.of("01234567"), MailedCode.read(typed), typed);
        }
        for (String other : List.of("", "1234567", "012345678", "0123456a", "٠١٢٣٤٥٦٧")) {
            assertEquals(Optional.empty(), MailedCode.read(other), other);
        }
    }
}
