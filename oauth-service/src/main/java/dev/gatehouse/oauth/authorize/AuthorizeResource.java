package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.oauth.answer.Reply;
import dev.gatehouse.oauth.client.ClientPages;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.logo.LogoResource;
import dev.gatehouse.oauth.page.Mishap;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.texts.ScopeTextStore;
import dev.gatehouse.oauth.visit.Visits;
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

/** The authorization endpoint (RFC 6749, section 3.1), and the answer of the consent page. */
@Path("/oauth2/authorize")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class AuthorizeResource {
    private final Authorization authorization;
    private final Decision decision;
    private final ScopeTextStore texts;

    AuthorizeResource(Authorization authorization, Decision decision, ScopeTextStore texts) {
        this.texts = texts;
        this.authorization = authorization;
        this.decision = decision;
    }

    @GET
    public Response get(@Context HttpServerRequest request, @Context HttpHeaders headers) {
        return read(request.query())
                .map(sent -> authorization.authorize(sent, cookie(headers), SignInMarks.browser(headers)))
                .map(this::response)
                .orElseGet(() -> Pages.error(Mishap.REQUEST_UNREADABLE));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post(String form) {
        return read(form)
                .map(authorization::form)
                .map(this::response)
                .orElseGet(() -> Pages.error(Mishap.REQUEST_UNREADABLE));
    }

    @POST
    @Path("/decision")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decision(
            String form,
            @Context HttpHeaders headers,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite) {
        return read(form)
                .map(sent -> decision.of(
                        new Decision.Pressed(
                                sent.get("request"),
                                "allow".equals(sent.get("decision")),
                                new Visits.Sent(sent.get("csrf_token"), origin, fetchSite)),
                        cookie(headers)))
                .map(this::response)
                .orElseGet(() -> Pages.error(Mishap.FORM_UNREADABLE));
    }

    private static @Nullable String cookie(HttpHeaders headers) {
        return Cookies.one(headers, SessionService.COOKIE).orElse(null);
    }

    /** Empty where it cannot be read. */
    private static Optional<FormParameters> read(@Nullable String encoded) {
        try {
            return Optional.of(FormParameters.parse(encoded));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Response response(Outcome outcome) {
        return switch (outcome) {
            case Outcome.LeadTo(String address) -> leadTo(address).build();
            case Outcome.SignInAnew(String address, FormToken browser) ->
                browser.kept(leadTo(address)).build();
            case Outcome.ShowConsent consent ->
                Pages.consent(
                        new Pages.Consent(
                                consent.client().shownName(),
                                about(consent.client(), Language.asked()),
                                consent.unverified() == null ? null : Pages.place(consent.unverified()),
                                consent.username(),
                                consent.scope(),
                                consent.details(),
                                consent.request(),
                                consent.csrfToken()),
                        texts.of(consent.scope(), Language.asked()));
            case Outcome.ShowError(Mishap mishap) -> Pages.error(mishap);
            case Outcome.Answered(Reply.Redirect(String address)) ->
                leadTo(address).build();
            case Outcome.Answered(Reply.Form(String address, Map<String, String> fields)) ->
                Pages.reply(address, fields);
            case Outcome.ShowRefusal(Reply.Redirect(String address)) -> Pages.refusal(address);
            case Outcome.ShowRefusal(Reply.Form(String address, Map<String, String> fields)) ->
                Pages.refusal(address, fields);
        };
    }

    private static Pages.About about(RegisteredClient client, Language language) {
        ClientPages pages = client.pages();
        String tag = language.tag();
        return new Pages.About(
                LogoResource.address(client),
                pages.in(tag, ClientPages.Page.client_uri),
                pages.in(tag, ClientPages.Page.policy_uri),
                pages.in(tag, ClientPages.Page.tos_uri));
    }

    private static Response.ResponseBuilder leadTo(String address) {
        // As text: a URI object would be resolved against the address that the proxy sees.
        return Response.status(303)
                .header("Location", address)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer");
    }
}
