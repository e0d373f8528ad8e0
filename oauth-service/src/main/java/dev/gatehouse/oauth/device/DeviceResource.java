package dev.gatehouse.oauth.device;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.oauth.page.Mishap;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.texts.ScopeTextStore;
import dev.gatehouse.oauth.visit.Visits;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verification URI (RFC 8628, section 3.3), where users let devices in; works without JavaScript. */
@Path(DeviceResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class DeviceResource {
    static final String PATH = "/oauth2/device";
    private final Verification verification;
    private final DeviceConfig config;
    private final ScopeTextStore texts;

    DeviceResource(Verification verification, DeviceConfig config, ScopeTextStore texts) {
        this.verification = verification;
        this.config = config;
        this.texts = texts;
    }

    @GET
    public Response open(@Context HttpServerRequest request, @Context HttpHeaders headers) {
        return read(request.query())
                .map(query -> verification.open(query, cookie(headers)))
                .map(this::response)
                .orElseGet(() -> Pages.error(Mishap.FORM_UNREADABLE));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response enter(
            String form,
            @Context HttpHeaders headers,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite) {
        return read(form)
                .map(sent -> verification.enter(
                        sent, new Visits.Sent(sent.get("csrf_token"), origin, fetchSite), cookie(headers)))
                .map(this::response)
                .orElseGet(() -> Pages.error(Mishap.FORM_UNREADABLE));
    }

    @POST
    @Path("/decision")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(
            String form,
            @Context HttpHeaders headers,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite) {
        return read(form)
                .map(sent -> verification.decide(
                        new Verification.Pressed(
                                sent.get("request"), sent.get("mark"), "allow".equals(sent.get("decision"))),
                        new Visits.Sent(sent.get("csrf_token"), origin, fetchSite),
                        cookie(headers)))
                .map(this::response)
                .orElseGet(() -> Pages.error(Mishap.FORM_UNREADABLE));
    }

    private static @Nullable String cookie(HttpHeaders headers) {
        return Cookies.one(headers, SessionService.COOKIE).orElse(null);
    }

    /** Empty where it cannot be read. */
    private Optional<FormParameters> read(@Nullable String encoded) {
        if (!config.enabled()) {
            throw new NotFoundException();
        }
        try {
            return Optional.of(FormParameters.parse(encoded));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Response response(Outcome outcome) {
        return switch (outcome) {
            case Outcome.LeadTo(String address) ->
                // As text: a URI object would be resolved against the address that the proxy sees.
                Response.status(303)
                        .header("Location", address)
                        .header("Cache-Control", "no-store")
                        .build();
            case Outcome.AskCode form -> DevicePages.enter(form);
            case Outcome.AskUser asked -> DevicePages.confirm(asked, texts.of(asked.scope(), Language.asked()));
            case Outcome.Decided(String clientName) -> DevicePages.decided(clientName);
            case Outcome.ShowError(Mishap mishap) -> Pages.error(mishap);
        };
    }
}
