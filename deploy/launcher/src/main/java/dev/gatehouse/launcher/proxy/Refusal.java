package dev.gatehouse.launcher.proxy;

/** What the proxy itself answers, as problem details (RFC 9457). */
enum Refusal {
    AMBIGUOUS_PATH(400, "Bad Request", "ambiguous_path", "The path can be read in more than one way, or not at all."),
    NOT_FOUND(404, "Not Found", "not_found", "There is nothing at this path."),
    UNAVAILABLE(503, "Service Unavailable", "unavailable", "A part of Gatehouse is away; please try again.");

    /** Seconds after which a caller may try again. */
    static final String RETRY_AFTER = "2";

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

    String json() {
        return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"code\":\"%s\"}"
                .formatted(title, status, detail, code);
    }
}
