package dev.gatehouse.oauth.mark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.mark.Marks.Purpose;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTest {
    private static final String OLD = "a".repeat(32);
    private static final String NEW = "b".repeat(32);
    private final Marks marks = Fixtures.marks(OLD);

    @Test
    void aMarkFitsWhatItWasMadeOfAndNothingElse() {
        String mark = marks.of(Purpose.WAY, "ab", "c");
        assertEquals(43, mark.length());
        assertTrue(marks.fits(mark, Purpose.WAY, "ab", "c"));
        assertFalse(marks.fits(mark, Purpose.SIGN_IN, "ab", "c"));
        assertFalse(marks.fits(mark, Purpose.WAY, "a", "bc"));
        assertFalse(marks.fits(mark, Purpose.WAY, "abc"));
        assertFalse(marks.fits(mark, Purpose.WAY, "ab", "c", ""));
        assertFalse(marks.fits(mark, Purpose.WAY, "c", "ab"));
        assertFalse(marks.fits("", Purpose.WAY, "ab", "c"));
        assertFalse(marks.fits(mark + "x", Purpose.WAY, "ab", "c"));
        assertFalse(Fixtures.marks(NEW).fits(mark, Purpose.WAY, "ab", "c"));
    }

    /** One is at the provider, or at the sign-in page, while the replicas are given the new secret one after the other. */
    @Test
    void theSecretIsRotatedWithoutLosingAnybody() {
        String before = marks.of(Purpose.SIGN_IN, "x");
        Marks announced = Fixtures.marks(OLD, NEW);
        Marks first = Fixtures.marks(NEW, OLD);
        assertEquals(before, announced.of(Purpose.SIGN_IN, "x"));
        assertTrue(first.fits(before, Purpose.SIGN_IN, "x"));
        String after = first.of(Purpose.SIGN_IN, "x");
        assertTrue(announced.fits(after, Purpose.SIGN_IN, "x"));
        assertTrue(Fixtures.marks(NEW).fits(after, Purpose.SIGN_IN, "x"));
        assertFalse(Fixtures.marks(NEW).fits(before, Purpose.SIGN_IN, "x"));
    }

    @ParameterizedTest
    @CsvSource({"0, 32", "3, 32", "1, 31", "2, 31", "1, 257"})
    void noServiceStartsWithOtherThanOneOrTwoLongSecrets(int count, int length) {
        List<String> secrets = List.of("x".repeat(length), "y".repeat(length), "z".repeat(length))
                .subList(0, count);
        assertThrows(IllegalArgumentException.class, () -> new Marks(() -> secrets));
    }
}
