package dev.gatehouse.common.request;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*", " * ", "\"7\"", " \"7\" ", "\"6\", \"7\"", "W/\"7\" ,\"a,b\",\"7\""})
    void holds(String header) {
        assertTrue(EntityTag.ifMatch(header).holds(7));
    }

    /** A weak tag compares unequal to everything (RFC 9110, section 13.1.1). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"8\"",
                "7",
                "W/\"7\"",
                "\"7",
                "\"\"",
                "",
                "\"-7\"",
                "\"99999999999999999999\"",
                "\"6\", \"8\"",
                "\"6\", W/\"7\"",
                "\"6\" \"7\"",
                "\"a,7\"",
                "*, \"7\""
            })
    void doesNotHold(String header) {
        assertFalse(EntityTag.ifMatch(header).holds(7));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, Integer.MAX_VALUE + 1L})
    void itsOwnTagHolds(long version) {
        assertTrue(EntityTag.ifMatch(EntityTag.of(version)).holds(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a-b\"", "\"7\", \"a-b\"", "*"})
    void holdsForAVersionThatIsNoNumber(String header) {
        assertTrue(EntityTag.ifMatch(header).holds("a-b"));
        assertTrue(EntityTag.ifMatch(EntityTag.of("a-b")).holds("a-b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "W/\"a-b\"", "a-b", "", "\"7\""})
    void doesNotHoldForAnother(String header) {
        assertFalse(EntityTag.ifMatch(header).holds("a-b"));
    }
}
