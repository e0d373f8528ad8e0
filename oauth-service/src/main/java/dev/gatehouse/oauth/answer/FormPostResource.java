package dev.gatehouse.oauth.answer;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** The script of the page that answers a client by a form: a file of its own, for our pages have none inside. */
@Path("/oauth2/form-post.js")
@NonBlocking
public class FormPostResource {
    private static final String SCRIPT = "document.getElementById('reply').submit();\n";

    @GET
    @Produces("text/javascript;charset=UTF-8")
    public Response script() {
        return Response.ok(SCRIPT)
                .header("Cache-Control", "public, max-age=300")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
