package dev.gatehouse.token.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrowserCallTest {
    @Test
    void theForwardedMethodIsTheCallsOwn() {
        assertEquals(
                Optional.of(new BrowserCall("DELETE", "t", "https://a")),
                BrowserCall.read("GET", List.of("DELETE"), List.of("t"), List.of("https://a")));
        assertEquals(
                Optional.of(new BrowserCall("POST", null, null)),
                BrowserCall.read("POST", List.of(), List.of(), List.of()));
    }

    @Test
    void aMethodThatIsNotPlainIsRefused() {
        assertEquals(Optional.empty(), BrowserCall.read("POST", List.of("GET", "POST"), List.of(), List.of()));
        assertEquals(Optional.empty(), BrowserCall.read("POST", List.of("GET, POST"), List.of(), List.of()));
        assertEquals(Optional.empty(), BrowserCall.read("POST", List.of(""), List.of(), List.of()));
    }

    @Test
    void whatIsStrangeNeverHelps() {
        assertEquals(
                Optional.of(new BrowserCall("POST", null, "null")),
                BrowserCall.read("POST", List.of(), List.of("t".repeat(129)), List.of("https://a", "https://b")));
        assertEquals(
                Optional.of(new BrowserCall("POST", null, "null")),
                BrowserCall.read("POST", List.of(), List.of("t", "t"), List.of("h".repeat(513))));
    }

    @Test
    void headersCarryPrintableAsciiOnly() {
        assertEquals("a%0D%0Ab%C3%A4%25 c", HeaderText.of("a\r\nb\u00e4% c"));
    }
}
