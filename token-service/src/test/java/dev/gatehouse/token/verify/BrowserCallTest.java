package dev.gatehouse.token.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrowserCallTest {
    @Test
    void theForwardedMethodIsTheCallsOwn() {
        assertEquals(
                Optional.of(new BrowserCall("DELETE", "t", "https://a", "same-site")),
                BrowserCall.read("GET", List.of("DELETE"), List.of("t"), List.of("https://a"), List.of("same-site")));
        assertEquals(
                Optional.of(new BrowserCall("POST", null, null, null)),
                BrowserCall.read("POST", List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void aMethodThatIsNotPlainIsRefused() {
        assertEquals(
                Optional.empty(), BrowserCall.read("POST", List.of("GET", "POST"), List.of(), List.of(), List.of()));
        assertEquals(Optional.empty(), BrowserCall.read("POST", List.of("GET, POST"), List.of(), List.of(), List.of()));
        assertEquals(Optional.empty(), BrowserCall.read("POST", List.of(""), List.of(), List.of(), List.of()));
    }

    @Test
    void whatIsStrangeNeverHelps() {
        assertEquals(
                Optional.of(new BrowserCall("POST", null, "null", "cross-site")),
                BrowserCall.read(
                        "POST",
                        List.of(),
                        List.of("t".repeat(129)),
                        List.of("https://a", "https://b"),
                        List.of("same-origin", "same-origin")));
        assertEquals(
                Optional.of(new BrowserCall("POST", null, "null", "cross-site")),
                BrowserCall.read(
                        "POST", List.of(), List.of("t", "t"), List.of("h".repeat(513)), List.of("s".repeat(33))));
    }

    @Test
    void headersCarryPrintableAsciiOnly() {
        assertEquals("a%0D%0Ab%C3%A4%25 c", HeaderText.of("a\r\nb\u00e4% c"));
    }
}
