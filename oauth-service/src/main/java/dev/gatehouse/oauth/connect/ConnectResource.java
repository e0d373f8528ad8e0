package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.navigation.ReturnTo;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.FederatedIdentity;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.oauth.page.Pages;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** "Sign in with …": to an upstream provider and back, with a session of ours at the end. */
@Path("/connect")
@RunOnVirtualThread
public class ConnectResource {
    private static final String TITLE = "The sign-in did not work";
    private static final String NOT_LINKED = "The account was not linked";
    private static final String FORGOTTEN = "That took too long, or was done before. Please start again.";
    private final ProviderStore providers;
    private final Upstream upstream;
    private final ReturnPaths returnPaths;
    private final LinkIntentions intentions;
    private final AccountLinking linking;
    private final IdentityService identity;
    private final SessionService sessions;

    ConnectResource(
            ProviderStore providers,
            Upstream upstream,
            ReturnPaths returnPaths,
            LinkIntentions intentions,
            AccountLinking linking,
            IdentityService identity,
            SessionService sessions) {
        this.providers = providers;
        this.upstream = upstream;
        this.returnPaths = returnPaths;
        this.intentions = intentions;
        this.linking = linking;
        this.identity = identity;
        this.sessions = sessions;
    }

    /** A provider as sign-in pages show it. @param name as in {@code /connect/{name}} */
    @RegisterForReflection
    public record Choice(String name, String displayName) {}

    /** All providers. */
    @RegisterForReflection
    public record Choices(List<Choice> providers) {}

    /** What one can sign in with; public. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response choices() {
        return Response.ok(new Choices(providers.all().stream()
                        .map(p -> new Choice(p.name(), p.displayName()))
                        .toList()))
                .header("Cache-Control", "no-store")
                .build();
    }

    /**
     * Sends the browser to the provider; the provider sends it back to the same path.
     *
     * @param link the intention to link that {@link LinkResource} gave; without it, one that was forgotten on the way is
     *     dropped, and the user signs in
     */
    @GET
    @Path("/{provider}")
    @Produces(MediaType.TEXT_HTML)
    public Response connect(
            @PathParam("provider") String name,
            @QueryParam("return_to") @Nullable String returnTo,
            @QueryParam("link") @Nullable String link,
            @CookieParam(ReturnPaths.COOKIE) @Nullable String returnCookie,
            @CookieParam(LinkIntentions.COOKIE) @Nullable String linkCookie,
            @CookieParam(SessionService.COOKIE) @Nullable String session,
            @Context RoutingContext request) {
        Optional<UpstreamProvider> provider =
                ProviderRules.plausibleName(name) ? providers.provider(name) : Optional.empty();
        if (provider.isEmpty()) {
            return Pages.error(404, TITLE, "There is no provider of that name.");
        }
        if (link != null && !intentions.starts(name, link, linkCookie)) {
            return Pages.error(400, NOT_LINKED, FORGOTTEN);
        }
        return switch (upstream.exchange(provider.get(), request)) {
            case Upstream.SendThere there -> {
                var answer = Response.status(there.status()).header("Cache-Control", "no-store");
                there.headers().forEach(answer::header);
                if (link == null) {
                    answer.header("Set-Cookie", LinkIntentions.cleared(name))
                            .header("Set-Cookie", returnPaths.keep(name, ReturnTo.safe(returnTo)));
                }
                yield answer.build();
            }
            case Upstream.Returned(JsonWebToken token) -> {
                Optional<FederatedIdentity> who = IdTokenClaims.identity(name, token::getClaim);
                yield linkCookie == null || linkCookie.isEmpty()
                        ? signIn(name, who, returnCookie)
                        : link(who, linkCookie, session);
            }
            case Upstream.Denied() -> Pages.error(400, TITLE, "The provider did not confirm who you are.");
            case Upstream.Away() -> Pages.error(502, TITLE, "The provider does not answer. Please try again later.");
        };
    }

    private Response link(Optional<FederatedIdentity> who, String link, @Nullable String session) {
        if (who.isEmpty()) {
            return Pages.error(400, NOT_LINKED, "The provider did not say who you are.");
        }
        return switch (linking.finish(who.get(), link, session)) {
            case AccountLinking.Linked(String returnTo) ->
                Response.status(303)
                        .header("Location", returnTo)
                        .header("Set-Cookie", LinkIntentions.cleared(who.get().provider()))
                        .header("Cache-Control", "no-store")
                        .build();
            case AccountLinking.Forgotten() -> Pages.error(400, NOT_LINKED, FORGOTTEN);
            case AccountLinking.AnotherSession() ->
                Pages.error(403, NOT_LINKED, "You are not signed in any more as you were when you started.");
            case AccountLinking.AnothersAccount() ->
                Pages.error(409, NOT_LINKED, "That account already signs in someone else here.");
        };
    }

    private Response signIn(String provider, Optional<FederatedIdentity> who, @Nullable String returnCookie) {
        if (who.isEmpty()) {
            return Pages.error(400, TITLE, "The provider did not say who you are.");
        }
        return switch (identity.federated(who.get()).await().indefinitely()) {
            case IdentityService.Refused ignored -> Pages.error(403, TITLE, "This account may not sign in.");
            case IdentityService.Busy(int ignored) ->
                Pages.error(503, TITLE, "Too many sign-ins at once; please try again.");
            case IdentityService.Throttled(int ignored) ->
                Pages.error(429, TITLE, "Too many wrong tries; please wait a little.");
            case IdentityService.Authenticated user -> {
                var opened =
                        sessions.open(new SessionService.Open(user)).await().indefinitely();
                // As text: a URI object would be resolved against the address that the proxy sees.
                yield Response.status(303)
                        .header("Location", returnPaths.take(returnCookie))
                        .header("Set-Cookie", opened.setCookie())
                        .header("Set-Cookie", ReturnPaths.cleared(provider))
                        .header("Cache-Control", "no-store")
                        .build();
            }
        };
    }
}
