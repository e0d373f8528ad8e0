package dev.gatehouse.oauth.page;

import dev.gatehouse.common.page.HtmlPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The pages. */
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
        return HtmlPage.of(
                        200,
                        Templates.consent(clientName, username, scopes, request, csrfToken)
                                .render())
                .build();
    }

    /** Tells the user what went wrong. @param status of HTTP */
    public static Response error(int status, String title, String reason) {
        return HtmlPage.of(status, Templates.error(title, reason).render()).build();
    }
}
