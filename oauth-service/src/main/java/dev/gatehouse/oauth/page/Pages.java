package dev.gatehouse.oauth.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The pages, with headers that let them be neither framed nor scripted nor kept. */
public final class Pages {
    private Pages() {}

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "oauth")
    static class Templates {
        private Templates() {}

        static native TemplateInstance consent(
                String clientName, String username, List<String> scopes, String request, String csrfToken);

        static native TemplateInstance error(String title, String reason);
    }

    /** Asks the user. */
    public static Response consent(
            String clientName, String username, List<String> scopes, String request, String csrfToken) {
        return html(200, Templates.consent(clientName, username, scopes, request, csrfToken));
    }

    /** Tells the user what went wrong. @param status of HTTP */
    public static Response error(int status, String title, String reason) {
        return html(status, Templates.error(title, reason));
    }

    private static Response html(int status, TemplateInstance page) {
        return Response.status(status)
                .type("text/html;charset=UTF-8")
                .entity(page.render())
                // No form-action: browsers apply it to the redirects after the form too, and those end at the
                // redirect URI of an OAuth client, on any origin.
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'")
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "no-store")
                .build();
    }
}
