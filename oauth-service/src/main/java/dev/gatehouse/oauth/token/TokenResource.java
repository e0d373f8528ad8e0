package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.oauth.bound.Callers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The token endpoint (RFC 6749, section 3.2), on the event loop. */
@Path("/oauth2/token")
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    private final Grants grants;
    private final Callers callers;

    TokenResource(Grants grants, Callers callers) {
        this.callers = callers;
        this.grants = grants;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> token(String body, @Context HttpServerRequest request) {
        FormParameters form;
        try {
            form = FormParameters.parse(body);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom()
                    .item(OAuthError.request("The form cannot be read.").response());
        }
        return grants.answer(callers.shown(request), form).map(TokenResource::response);
    }

    /** Any other content, in words that OAuth clients understand. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> notAForm(byte[] ignored) {
        return Uni.createFrom().item(OAuthError.notAForm());
    }

    @ServerExceptionMapper
    public Response failed(Throwable e) {
        return OAuthError.failure(e);
    }

    private static Response response(Grants.Answered answered) {
        Response response = response(answered.answer());
        if (answered.nonce() != null) {
            response.getHeaders().add("DPoP-Nonce", answered.nonce());
        }
        return response;
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
