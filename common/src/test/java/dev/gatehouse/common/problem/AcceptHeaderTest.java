package dev.gatehouse.common.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptHeaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Firefox and Chromium, opening an address.
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8 | true",
                "text/html | true",
                "TEXT/HTML | true",
                "text/html; charset=utf-8 ; q=0.9, */*; q=0.8 | true",
                "text/* | true",
                "application/json;q=0.5, text/html | true",
                // Programs.
                "*/* | false",
                "application/json | false",
                "application/problem+json | false",
                "application/json, text/plain, */* | false",
                "text/html, application/json | false",
                "text/html, application/problem+json | false",
                "text/html;q=0.5, */*;q=0.8 | false",
                "text/html, */* | false",
                "text/html;q=0, */* | false",
                "text/html;q=none | false",
                "text/htmlx | false",
                "image/png | false",
                "'' | false",
                "'; , /;q=;' | false",
            })
    void whoPrefersHtml(String header, boolean html) {
        assertEquals(html, AcceptHeader.prefersHtml(header));
    }

    @Test
    void whoSaysNothingOrNoEndOfItIsAProgram() {
        assertFalse(AcceptHeader.prefersHtml(null));
        assertFalse(AcceptHeader.prefersHtml("text/html" + ",text/html".repeat(1000)));
    }
}
