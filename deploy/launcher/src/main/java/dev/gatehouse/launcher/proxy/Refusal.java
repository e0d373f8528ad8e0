package dev.gatehouse.launcher.proxy;

import io.vertx.core.MultiMap;

/** What the proxy itself answers, as problem details (RFC 9457), or as a page for a person. */
enum Refusal {
    AMBIGUOUS_PATH(400, "Bad Request", "ambiguous_path", "The path can be read in more than one way, or not at all."),
    NOT_FOUND(404, "Not Found", "not_found", "There is nothing at this path."),
    UNAVAILABLE(503, "Service Unavailable", "unavailable", "A part of Gatehouse is away; please try again.");

    /** Seconds after which a caller may try again. */
    private static final String RETRY_AFTER = "2";

    private final int status;
    private final String title;
    private final String code;
    private final String detail;

    Refusal(int status, String title, String code, String detail) {
        this.status = status;
        this.title = title;
        this.code = code;
        this.detail = detail;
    }

    int status() {
        return status;
    }

    /** The name that programs know it by. */
    String code() {
        return code;
    }

    /** With its type and the headers that go with it. @param call its headers */
    Answer answer(MultiMap call) {
        var headers = MultiMap.caseInsensitiveMultiMap().add("Cache-Control", "no-store");
        if (this == UNAVAILABLE) {
            headers.add("Retry-After", RETRY_AFTER);
        }
        if (!RefusalPage.suits(call.get("Accept"))) {
            return new Answer(headers.add("Content-Type", "application/problem+json"), json());
        }
        headers.add("Content-Type", "text/html;charset=UTF-8")
                .add("Content-Security-Policy", RefusalPage.POLICY)
                .add("X-Content-Type-Options", "nosniff")
                .add("Referrer-Policy", "no-referrer");
        return new Answer(headers, RefusalPage.html(this, call.get("Accept-Language")));
    }

    /** As it is sent. */
    record Answer(MultiMap headers, String body) {}

    private String json() {
        return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"code\":\"%s\"}"
                .formatted(title, status, detail, code);
    }
}
