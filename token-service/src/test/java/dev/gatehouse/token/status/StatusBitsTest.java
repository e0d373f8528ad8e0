package dev.gatehouse.token.status;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of draft-ietf-oauth-status-list. */
class StatusBitsTest {
    @Test
    void sixteenTokensAsInSection4() {
        List<Integer> revoked = List.of(0, 3, 4, 5, 7, 8, 9, 13, 15);
        assertEquals("eNrbuRgAAhcBXQ", StatusBits.encoded(16, revoked));
    }

    @Test
    void aMillionTokensAsInAppendixC() throws Exception {
        List<Integer> revoked =
                List.of(0, 1993, 25460, 159495, 495669, 554353, 645645, 723232, 854545, 934534, 1000345);
        // Compressed elsewhere: what counts is what comes out.
        String example = "eNrt3AENwCAMAEGogklACtKQPg9LugC9k_ACvreiogE"
                + "AAKkeCQAAAAAAAAAAAAAAAAAAAIBylgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAXG9IAAAAAAAAAPwsJAAAAAAAAAAAAAAAvhsSAAAAAAAAAAA"
                + "A7KpLAAAAAAAAAAAAAAAAAAAAAJsLCQAAAAAAAAAAADjelAAAAAAAAAAAKjDMAQAAA"
                + "ACAZC8L2AEb";
        assertArrayEquals(FetchedList.inflated(example), FetchedList.inflated(StatusBits.encoded(1 << 20, revoked)));
    }

    @Test
    void aListHasAllOfItsPlacesWhereNoneIsRevoked() throws Exception {
        assertArrayEquals(new byte[32], FetchedList.inflated(StatusBits.encoded(256, List.of())));
    }
}
