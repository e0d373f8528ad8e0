package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The token endpoint (RFC 6749, section 3.2), on the event loop. */
@Path("/oauth2/token")
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    private final Grants grants;

    TokenResource(Grants grants) {
        this.grants = grants;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> token(String body, @HeaderParam("Authorization") List<String> authorization) {
        FormParameters form;
        try {
            form = FormParameters.parse(body);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(response(new Refused(OAuthError.request("The form cannot be read."))));
        }
        return grants.answer(authorization, form).map(TokenResource::response);
    }

    /** Any other content, in words that OAuth clients understand. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> notAForm(byte[] ignored) {
        return Uni.createFrom().item(OAuthError.notAForm());
    }

    private static Response response(Answer answer) {
        return switch (answer) {
            case Granted granted ->
                Response.ok(granted)
                        .type(MediaType.APPLICATION_JSON)
                        .header("Cache-Control", "no-store")
                        .header("Pragma", "no-cache")
                        .build();
            case Refused(OAuthError error) -> error.response();
        };
    }
}
