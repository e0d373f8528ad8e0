package dev.gatehouse.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Figures in a page. */
class ResultsTest {
    private static final String PAGE =
            "Before\n<!-- figures: ./gatehouse bench writes them -->\nold\n<!-- end of figures -->\nafter\n";

    @Test
    void whatIsBetweenTheMarkersIsReplaced() {
        String once = Results.between(PAGE, "| new |\n");
        assertEquals(PAGE.replace("old\n", "\n| new |\n\n"), once);
        assertEquals(once, Results.between(once, "| new |\n"));
    }

    @Test
    void aPageWithoutMarkersStays() {
        assertEquals("no markers", Results.between("no markers", "| new |\n"));
    }
}
