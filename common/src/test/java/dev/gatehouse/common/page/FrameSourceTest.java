package dev.gatehouse.common.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSourceTest {
    @ParameterizedTest
    @CsvSource({
        "https://one.example/out?a=b, https://one.example",
        "https://One.Example:8443, https://one.example:8443",
        "https://one.example:443/out, https://one.example",
        "http://127.0.0.1:3000/out, http://127.0.0.1:3000",
        "http://localhost/out, http://localhost"
    })
    void anAddressHasItsOrigin(String address, String source) {
        assertEquals(Optional.of(source), FrameSource.of(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://[::1]:3000/out",
                "https://one.example;script-src/out",
                "https://one.example,two.example/out",
                "https://*.example/out",
                "https://user@one.example/out",
                "/out",
                "data:text/html,x",
                "com.example.app://out",
                "not an address"
            })
    void whatNoPolicyCanSayHasNone(String address) {
        assertEquals(Optional.empty(), FrameSource.of(address));
    }

    @Test
    void aPageNamesNothingElse() {
        var page = HtmlPage.framing(200, "", List.of("https://one.example/out", "http://[::1]:3000/out"))
                .build();
        String policy = page.getHeaderString("Content-Security-Policy");
        assertTrue(policy.contains("; frame-src https://one.example;"), policy);
    }
}
