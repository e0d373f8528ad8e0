package dev.gatehouse.common.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;

class DiscretionTest {
    private static Attributes kept(String key, String value) {
        try (SdkTracerProvider provider =
                SdkTracerProvider.builder().addSpanProcessor(new Discretion()).build()) {
            var span = provider.get("test")
                    .spanBuilder("GET")
                    .setAttribute(key, value)
                    .setAttribute("http.request.method", "GET")
                    .startSpan();
            span.end();
            return ((ReadableSpan) span).getAttributes();
        }
    }

    private static String kept(String key, String value, String attribute) {
        String found = kept(key, value).get(AttributeKey.stringKey(attribute));
        return found == null ? "" : found;
    }

    @Test
    void aQueryIsLeftOut() {
        assertEquals("REDACTED", kept("url.query", "code=secret&state=s", "url.query"));
        assertEquals(
                "https://op.example/callback",
                kept("url.full", "https://op.example/callback?code=secret#token", "url.full"));
        assertEquals("https://op.example/", kept("url.full", "https://op.example/#token", "url.full"));
    }

    @Test
    void thePathOfAnApiIsLeftOut() {
        assertEquals("/verify/REDACTED", kept("url.path", "/verify/reset/secret", "url.path"));
        assertEquals("/verify", kept("url.path", "/verify", "url.path"));
        assertEquals("/oauth2/token", kept("url.path", "/oauth2/token", "url.path"));
    }

    @Test
    void whoCallsFromWhereIsLeftOut() {
        assertEquals("REDACTED", kept("client.address", "192.0.2.7", "client.address"));
        assertEquals("REDACTED", kept("user_agent.original", "curl", "user_agent.original"));
    }

    @Test
    void nothingIsAddedToSpansOfAnotherKind() {
        Attributes attributes = kept("db.operation.name", "get");
        assertEquals(2, attributes.size());
        assertFalse(attributes.asMap().containsValue("REDACTED"));
    }
}
