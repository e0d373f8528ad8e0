package dev.gatehouse.common.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Keeps out of spans what the instrumentation notes of a call as it came: in queries are codes, tokens and what else browsers are
 * redirected with, in the path behind {@code /verify} whatever the API has there, and where somebody is and with which program
 * is nothing that an erased user can have taken out of traces.
 */
@Singleton
class Discretion implements SpanProcessor {
    static final String LEFT_OUT = "REDACTED";
    static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
    static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final List<AttributeKey<String>> OF_THE_CALLER = List.of(
            AttributeKey.stringKey("url.query"),
            AttributeKey.stringKey("user_agent.original"),
            AttributeKey.stringKey("client.address"));
    private static final String VERIFY = "/verify/";

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        for (AttributeKey<String> key : OF_THE_CALLER) {
            if (span.getAttribute(key) != null) {
                span.setAttribute(key, LEFT_OUT);
            }
        }
        String path = span.getAttribute(PATH);
        if (path != null && path.startsWith(VERIFY)) {
            span.setAttribute(PATH, VERIFY + LEFT_OUT);
        }
        String url = span.getAttribute(URL);
        if (url != null && (url.indexOf('?') >= 0 || url.indexOf('#') >= 0)) {
            span.setAttribute(URL, url.replaceFirst("[?#].*", ""));
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
