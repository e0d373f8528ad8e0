package dev.gatehouse.common.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormParametersTest {
    @Test
    void decodesAndTellsRepeatedOnes() {
        var p = FormParameters.parse("a=1+2&b=%C3%A9&a=3&empty=&flag");
        assertEquals("1 2", p.get("a"));
        assertEquals("é", p.get("b"));
        assertNull(p.get("empty"));
        assertNull(p.get("flag"));
        assertEquals(Set.of("a"), p.repeated());
        assertEquals("b=%C3%A9&c=%26", p.encode(Set.of("a"), Map.of("c", "&")));
    }

    @Test
    void whatMayComeMoreThanOnceKeepsAllItsValues() {
        var p = FormParameters.parse("resource=a&b=1&resource=c&resource=a");
        assertEquals(List.of("a", "c"), p.every("resource"));
        assertEquals(List.of(), p.every("c"));
        assertEquals(Set.of(), p.repeated("resource"));
        assertEquals(Set.of("resource"), p.repeated("b"));
        assertEquals("resource=a&resource=c&resource=a&b=2", p.encode(Set.of("b"), Map.of("b", "2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%zz", "a=%00", "%00=a"})
    void refusesWhatIsMalformed(String text) {
        assertThrows(IllegalArgumentException.class, () -> FormParameters.parse(text));
    }

    @Test
    void refusesTooMany() {
        assertThrows(IllegalArgumentException.class, () -> FormParameters.parse("a=1&".repeat(100)));
    }
}
