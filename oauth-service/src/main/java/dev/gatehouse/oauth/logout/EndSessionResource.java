package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.oauth.logout.Logout.AskUser;
import dev.gatehouse.oauth.logout.Logout.Over;
import dev.gatehouse.oauth.logout.Logout.Refusal;
import dev.gatehouse.oauth.logout.Logout.ShowError;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The logout endpoint (OpenID Connect RP-Initiated Logout 1.0, section 2), and the answer of its page. */
@Path("/oauth2/logout")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class EndSessionResource {
    /** Of an address that every proxy lets through. */
    private static final int LONGEST_QUERY = 3500;

    private static final int LONGEST_COOKIE = 128;
    private final Logout logout;

    EndSessionResource(Logout logout) {
        this.logout = logout;
    }

    @GET
    public Response get(@Context HttpServerRequest request, @Context HttpHeaders headers) {
        try {
            return answer(FormParameters.parse(request.query()), headers);
        } catch (IllegalArgumentException e) {
            return LogoutPages.refused(Refusal.UNREADABLE);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post(String form, @Context HttpHeaders headers) {
        FormParameters parameters;
        try {
            parameters = FormParameters.parse(form);
        } catch (IllegalArgumentException e) {
            return LogoutPages.refused(Refusal.UNREADABLE);
        }
        if (LogoutRequest.read(parameters).isEmpty()) {
            return LogoutPages.refused(Refusal.UNREADABLE);
        }
        // A form of another site comes without our cookie (SameSite=Lax); what it leads to comes with it.
        Map<String, String> known = LogoutRequest.known(parameters);
        String text = FormParameters.encode(known);
        if (text.length() <= LONGEST_QUERY) {
            return LogoutPages.leadTo("/oauth2/logout" + (text.isEmpty() ? "" : "?" + text))
                    .build();
        }
        return LogoutRequest.sentAgain(parameters)
                        || Cookies.one(headers, SessionService.COOKIE).isPresent()
                ? answer(parameters, headers)
                : LogoutPages.again(known);
    }

    @POST
    @Path("/confirmation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm(
            String form,
            @Context HttpHeaders headers,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite) {
        FormParameters parameters;
        try {
            parameters = FormParameters.parse(form);
        } catch (IllegalArgumentException e) {
            return LogoutPages.refused(Refusal.UNREADABLE);
        }
        Optional<CookieUse> use = Cookies.one(headers, SessionService.COOKIE)
                .filter(cookie -> !cookie.isBlank() && cookie.length() <= LONGEST_COOKIE)
                .map(cookie -> new CookieUse(
                        cookie,
                        "POST",
                        shortened(parameters.get("csrf_token"), 128),
                        shortened(origin, 512),
                        shortened(fetchSite, 32)));
        return LogoutRequest.read(parameters)
                .map(request -> response(logout.confirm(request, use)))
                .orElseGet(() -> LogoutPages.refused(Refusal.UNREADABLE));
    }

    private Response answer(FormParameters parameters, HttpHeaders headers) {
        return LogoutRequest.read(parameters)
                .map(request -> response(logout.ask(
                        request, Cookies.one(headers, SessionService.COOKIE).orElse(null))))
                .orElseGet(() -> LogoutPages.refused(Refusal.UNREADABLE));
    }

    private static Response response(Logout.Outcome outcome) {
        return switch (outcome) {
            case ShowError(Refusal refusal) -> LogoutPages.refused(refusal);
            case AskUser(LogoutStep.Ask step) -> LogoutPages.ask(step);
            case Over over -> LogoutPages.over(over);
        };
    }

    /** Anything longer is wrong anyway, and stays so when it is cut. */
    private static @Nullable String shortened(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
