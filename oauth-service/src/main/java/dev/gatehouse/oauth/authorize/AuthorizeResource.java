package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.oauth.page.Pages;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The authorization endpoint (RFC 6749, section 3.1), and the answer of the consent page. */
@Path("/oauth2/authorize")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class AuthorizeResource {
    private static final String TITLE = "That did not work";
    private final Authorization authorization;

    AuthorizeResource(Authorization authorization) {
        this.authorization = authorization;
    }

    @GET
    public Response get(
            @Context HttpServerRequest request, @CookieParam(SessionService.COOKIE) @Nullable String cookie) {
        return authorize(request.query(), cookie);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post(String form, @CookieParam(SessionService.COOKIE) @Nullable String cookie) {
        return authorize(form, cookie);
    }

    @POST
    @Path("/decision")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decision(
            String form,
            @CookieParam(SessionService.COOKIE) @Nullable String cookie,
            @HeaderParam("Origin") @Nullable String origin) {
        FormParameters parameters;
        try {
            parameters = FormParameters.parse(form);
        } catch (IllegalArgumentException e) {
            return Pages.error(400, TITLE, "The form cannot be read.");
        }
        boolean allowed = "allow".equals(parameters.get("decision"));
        return response(
                authorization.decide(parameters.get("request"), allowed, parameters.get("csrf_token"), cookie, origin));
    }

    private Response authorize(@Nullable String encoded, @Nullable String cookie) {
        FormParameters parameters;
        try {
            parameters = FormParameters.parse(encoded);
        } catch (IllegalArgumentException e) {
            return Pages.error(400, TITLE, "The request of the application cannot be read.");
        }
        return response(authorization.authorize(parameters, cookie));
    }

    private static Response response(Authorization.Outcome outcome) {
        return switch (outcome) {
            // As text: a URI object would be resolved against the address that the proxy sees.
            case Authorization.LeadTo(String address) ->
                Response.status(303)
                        .header("Location", address)
                        .header("Cache-Control", "no-store")
                        .header("Referrer-Policy", "no-referrer")
                        .build();
            case Authorization.ShowConsent consent ->
                Pages.consent(
                        consent.clientName(),
                        consent.username(),
                        ScopeText.of(consent.scope()),
                        consent.request(),
                        consent.csrfToken());
            case Authorization.ShowError(int status, String reason) -> Pages.error(status, TITLE, reason);
        };
    }
}
