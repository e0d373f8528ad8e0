package dev.gatehouse.oauth.pushed;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.oauth.bound.Callers;
import dev.gatehouse.oauth.bound.Callers.Call;
import dev.gatehouse.oauth.bound.Callers.Known;
import dev.gatehouse.oauth.bound.Callers.TurnedAway;
import dev.gatehouse.oauth.bound.Endpoint;
import dev.gatehouse.oauth.token.Proven;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The pushed authorization request endpoint (RFC 9126, section 2). */
@Path("/oauth2/par")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PushedResource {
    private static final int MINUTE = 60;
    private final Callers callers;
    private final Pushed pushed;

    PushedResource(Callers callers, Pushed pushed) {
        this.callers = callers;
        this.pushed = pushed;
    }

    /** @param expiresIn seconds */
    @RegisterForReflection
    public record Answer(String requestUri, long expiresIn) {}

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response push(String body, @Context HttpServerRequest request) {
        FormParameters form;
        try {
            form = FormParameters.parse(body);
        } catch (IllegalArgumentException e) {
            return OAuthError.request("The form cannot be read.").response();
        }
        Call call = callers.know(callers.shown(request), form, Endpoint.PUSHED)
                .await()
                .indefinitely();
        Response answer = switch (call) {
            case TurnedAway(OAuthError error, var nonce) -> error.response();
            case Known known -> response(pushed.keep(new Proven(known.client(), known.confirmation()), form));
        };
        if (call.nonce() != null) {
            answer.getHeaders().add("DPoP-Nonce", call.nonce());
        }
        return answer;
    }

    @ServerExceptionMapper
    public Response failed(Throwable e) {
        return OAuthError.failure(e);
    }

    /** Any other content, in words that OAuth clients understand. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response notAForm(byte[] ignored) {
        return OAuthError.notAForm();
    }

    private static Response response(Pushed.Outcome outcome) {
        return switch (outcome) {
            case Pushed.Kept(String requestUri, long expiresIn) ->
                Response.status(201)
                        .entity(new Answer(requestUri, expiresIn))
                        .header("Cache-Control", "no-store")
                        .build();
            case Pushed.TooMany() ->
                Response.status(429)
                        .entity(new OAuthError("temporarily_unavailable", "The client pushes too many requests."))
                        .header("Retry-After", MINUTE)
                        .header("Cache-Control", "no-store")
                        .build();
            case Pushed.Refused(OAuthError error) -> error.response();
        };
    }
}
