package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.caller.Caller;
import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.caller.Visit;
import dev.gatehouse.common.caller.Visitor;
import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.navigation.ReturnTo;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.oauth.page.Mishap;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.provider.ProviderStore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts to link an account at a provider to the user who is signed in. As any change by cookie it needs the CSRF token:
 * else another site could have its own account there linked, and come in by it. And as it lets someone in for good, it needs a
 * recent sign-in.
 */
@Path("/connect/{provider}/links")
@RunOnVirtualThread
public class LinkResource {
    /** The page of identity-service that has the form. */
    private static final String PAGE = "/account/security";

    private static final int LONGEST_TOKEN = 128;
    private static final int LONGEST_WAY = 4096;
    private final ProviderStore providers;
    private final LinkIntentions intentions;
    private final CurrentCaller caller;
    private final Visitor visitor;

    LinkResource(ProviderStore providers, LinkIntentions intentions, CurrentCaller caller, Visitor visitor) {
        this.providers = providers;
        this.intentions = intentions;
        this.caller = caller;
        this.visitor = visitor;
    }

    /** @param returnTo a path of our own origin, to go to after */
    public record NewLink(@Nullable @Size(max = LONGEST_WAY) String returnTo) {}

    /** @param location where the browser has to go now */
    @RegisterForReflection
    public record Started(String location) {}

    @POST
    @RequiresCaller
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response start(@PathParam("provider") String name, @Nullable @Valid NewLink asked) {
        UUID user = caller.accountOwner();
        caller.recently();
        String sid = caller.get().sid();
        if (sid == null || !caller.get().method().equals("session")) {
            return Problem.of(403, "session_required", "Only a browser that is signed in by cookie can go there.")
                    .response();
        }
        if (!known(name)) {
            return Problem.of(404, "not_found", "There is no provider of that name.")
                    .response();
        }
        String id = intended(name, user, sid, asked == null ? null : asked.returnTo());
        return kept(Response.status(201).entity(new Started(way(name, id))), id);
    }

    /** The same by the form of the account's page. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response press(@PathParam("provider") String name, @Nullable String body, @Context HttpHeaders headers) {
        SentForm form = SentForm.of(body);
        return switch (visitor.sends(PAGE, headers, form.field("csrf_token", LONGEST_TOKEN), Demand.RECENTLY)) {
            case Visit.Known(Caller owner, String ignored) -> press(name, owner, form.field("return_to", LONGEST_WAY));
            case Visit.Elsewhere elsewhere -> elsewhere.answer();
        };
    }

    private Response press(String name, Caller owner, String returnTo) {
        if (!known(name)) {
            return Pages.error(Mishap.UNKNOWN_PROVIDER);
        }
        String id = intended(name, UUID.fromString(owner.subject()), String.valueOf(owner.sid()), returnTo);
        return kept(Response.status(303).header("Location", way(name, id)), id);
    }

    private boolean known(String name) {
        return providers.provider(name).isPresent();
    }

    private String intended(String name, UUID user, String sid, @Nullable String returnTo) {
        return intentions.keep(new LinkIntention(name, user, sid, ReturnTo.safe(returnTo)));
    }

    private static String way(String name, String id) {
        return "/connect/" + name + "?link=" + id;
    }

    private static Response kept(Response.ResponseBuilder answer, String id) {
        return answer.header("Set-Cookie", LinkIntentions.cookie(id))
                .header("Cache-Control", "no-store")
                .build();
    }
}
