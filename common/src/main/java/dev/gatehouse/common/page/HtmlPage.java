package dev.gatehouse.common.page;

import jakarta.ws.rs.core.Response;

/** A page of ours as an answer, with headers that let it be neither framed nor scripted nor kept. */
public final class HtmlPage {
    // No form-action: browsers apply it to the redirects after the form too, and those of a sign-in or a consent end at
    // the redirect URI of an OAuth client, on any origin.
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    private HtmlPage() {}

    /** @param status of HTTP */
    public static Response.ResponseBuilder of(int status, String html) {
        return page(status, html, POLICY);
    }

    /** A page with a script of ours, in a file of its own, that calls our endpoints. @param status of HTTP */
    public static Response.ResponseBuilder scripted(int status, String html) {
        return page(status, html, POLICY + "; script-src 'self'; connect-src 'self'");
    }

    private static Response.ResponseBuilder page(int status, String html, String policy) {
        return Response.status(status)
                .type("text/html;charset=UTF-8")
                .entity(html)
                .header("Content-Security-Policy", policy)
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }
}
