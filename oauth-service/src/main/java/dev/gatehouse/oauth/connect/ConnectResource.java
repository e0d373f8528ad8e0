package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.navigation.ReturnTo;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.FederatedIdentity;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.oauth.connect.Ways.Way;
import dev.gatehouse.oauth.page.Mishap;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.provider.Preset;
import dev.gatehouse.oauth.provider.ProviderStore;
import dev.gatehouse.oauth.provider.UpstreamProvider;
import dev.gatehouse.oauth.upstream.UpstreamSessions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** "Sign in with …": to an upstream provider and back, with a session of ours at the end. */
@Path("/connect")
@RunOnVirtualThread
public class ConnectResource {
    /** The browser carries it in a cookie, among others. */
    private static final int LONGEST_WAY = 1024;

    private final ProviderStore providers;
    private final Upstream upstream;
    private final Ways ways;
    private final LinkIntentions intentions;
    private final AccountLinking linking;
    private final IdentityService identity;
    private final SessionService sessions;
    private final UpstreamSessions upstreamSessions;

    ConnectResource(
            ProviderStore providers,
            Upstream upstream,
            Ways ways,
            LinkIntentions intentions,
            AccountLinking linking,
            IdentityService identity,
            SessionService sessions,
            UpstreamSessions upstreamSessions) {
        this.upstreamSessions = upstreamSessions;
        this.providers = providers;
        this.upstream = upstream;
        this.ways = ways;
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
     * @param link the intention to link that {@link LinkResource} gave; without it the user signs in
     */
    @GET
    @Path("/{provider}")
    @Produces(MediaType.TEXT_HTML)
    public Response connect(
            @PathParam("provider") String name,
            @QueryParam("return_to") @Nullable String returnTo,
            @QueryParam("link") @Nullable String link,
            @Context HttpHeaders headers,
            @Context RoutingContext request) {
        Optional<UpstreamProvider> provider = providers.provider(name);
        if (provider.isEmpty()) {
            return Pages.error(Mishap.UNKNOWN_PROVIDER);
        }
        Optional<String> state = Upstream.state(request);
        if (state.isPresent()) {
            // Before the code is used: what another browser began is not finished here.
            Response answer = ways.end(headers, name, state.get())
                    .map(way -> back(provider.get(), way, headers, request))
                    .orElseGet(() -> Pages.error(Mishap.WAY_FORGOTTEN));
            return Response.fromResponse(answer)
                    .header("Set-Cookie", Ways.ended(state.get()))
                    .build();
        }
        if (link != null && !intentions.starts(name, link, cookie(headers, LinkIntentions.COOKIE))) {
            return Pages.error(Mishap.LINK_FORGOTTEN);
        }
        String way = ReturnTo.safe(returnTo);
        if (link == null && fromElsewhere(headers)) {
            // Else any site could have its visitors sign in, as whom the provider says, in place of who they are here.
            return Response.status(303)
                    .header("Location", "/login?return_to=" + URLEncoder.encode(way, StandardCharsets.UTF_8))
                    .header("Cache-Control", "no-store")
                    .build();
        }
        return there(
                provider.get(), new Way(way.length() > LONGEST_WAY ? ReturnTo.FALLBACK : way, link), headers, request);
    }

    /**
     * Leads a browser on that comes back from a provider by a form. It comes without our cookies (SameSite=Lax), and goes on
     * with them; what the form says is believed as little as if it had come by a link.
     */
    @POST
    @Path("/{provider}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response sent(@PathParam("provider") String name, @Nullable String form) {
        Optional<UpstreamProvider> provider = providers.provider(name);
        if (provider.isEmpty()) {
            return Pages.error(Mishap.UNKNOWN_PROVIDER);
        }
        return provider.filter(found -> found.preset().traits().reply() == Preset.Reply.FORM)
                .flatMap(found -> FormReply.query(form))
                .map(query -> Response.status(303)
                        .header("Location", "/connect/" + name + "?" + query)
                        .header("Cache-Control", "no-store")
                        .build())
                .orElseGet(() -> Pages.error(Mishap.WAY_FORGOTTEN));
    }

    private static boolean fromElsewhere(HttpHeaders headers) {
        String site = headers.getHeaderString("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private Response there(UpstreamProvider provider, Way way, HttpHeaders headers, RoutingContext request) {
        return switch (upstream.exchange(provider, request)) {
            case Upstream.SendThere there -> {
                var answer = Response.status(there.status()).header("Cache-Control", "no-store");
                there.headers().forEach(answer::header);
                yield ways.begin(answer, headers, provider.name(), there.state(), way)
                        .build();
            }
            // It brought nothing that could be one.
            case Upstream.Returned ignored -> Pages.error(Mishap.WAY_FORGOTTEN);
            case Upstream.Denied() -> Pages.error(Mishap.DENIED);
            case Upstream.Away() -> Pages.error(Mishap.PROVIDER_AWAY);
        };
    }

    private Response back(UpstreamProvider provider, Way way, HttpHeaders headers, RoutingContext request) {
        return switch (upstream.exchange(provider, request)) {
            case Upstream.Returned(UpstreamUser user) -> {
                UpstreamUser named = provider.preset().traits().reply() == Preset.Reply.FORM
                        ? FormReply.named(user, request.request().getParam(FormReply.USER))
                        : user;
                Optional<FederatedIdentity> who = UpstreamClaims.identity(provider, named.claims());
                String link = way.link();
                yield link == null ? signIn(provider, user, who, way.returnTo(), headers) : link(who, link, headers);
            }
            case Upstream.SendThere ignored -> Pages.error(Mishap.DENIED);
            case Upstream.Denied() -> Pages.error(Mishap.DENIED);
            case Upstream.Away() -> Pages.error(Mishap.PROVIDER_AWAY);
        };
    }

    private Response link(Optional<FederatedIdentity> who, String link, HttpHeaders headers) {
        if (who.isEmpty()) {
            return Pages.error(Mishap.NOBODY_TO_LINK);
        }
        return switch (linking.finish(who.get(), link, cookie(headers, SessionService.COOKIE))) {
            case AccountLinking.Linked(String returnTo) ->
                Response.status(303)
                        .header("Location", returnTo)
                        .header("Set-Cookie", LinkIntentions.cleared())
                        .header("Cache-Control", "no-store")
                        .build();
            case AccountLinking.Forgotten() -> Pages.error(Mishap.LINK_FORGOTTEN);
            case AccountLinking.AnotherSession() -> Pages.error(Mishap.ANOTHER_SESSION);
            case AccountLinking.AnothersAccount() -> Pages.error(Mishap.ANOTHERS_ACCOUNT);
        };
    }

    private Response signIn(
            UpstreamProvider provider,
            UpstreamUser there,
            Optional<FederatedIdentity> who,
            String returnTo,
            HttpHeaders headers) {
        if (who.isEmpty()) {
            return Pages.error(Mishap.NOBODY);
        }
        FederatedIdentity known = who.get().from(cookie(headers, SessionService.DEVICE_COOKIE));
        return switch (identity.federated(known).await().indefinitely()) {
            case IdentityService.Refused ignored -> Pages.error(Mishap.ACCOUNT_REFUSED);
            case IdentityService.Busy(int ignored) -> Pages.error(Mishap.BUSY);
            case IdentityService.Throttled(int ignored) -> Pages.error(Mishap.THROTTLED);
            case IdentityService.Authenticated user ->
                switch (sessions.open(SessionService.Open.of(user, cookie(headers, SessionService.COOKIE)))
                        .await()
                        .indefinitely()) {
                    case SessionService.Opened opened -> {
                        var session = new SessionService.Named(user.subject(), opened.sid());
                        yield goesOn(provider, there, session)
                                ? signedIn(opened, returnTo)
                                : Pages.error(Mishap.OVERTAKEN);
                    }
                    case SessionService.Overtaken() -> Pages.error(Mishap.OVERTAKEN);
                };
        };
    }

    /** Whether it is not over there by now; else it is here, too. */
    private boolean goesOn(UpstreamProvider provider, UpstreamUser there, SessionService.Named session) {
        if (there.idToken() == null || upstreamSessions.began(provider, session, there.claims(), there.idToken())) {
            return true;
        }
        sessions.signOut(new SessionService.SignOut(session.sid(), session.subject(), null))
                .await()
                .indefinitely();
        return false;
    }

    private static Response signedIn(SessionService.Opened opened, String returnTo) {
        // As text: a URI object would be resolved against the address that the proxy sees.
        var answer = Response.status(303)
                .header("Location", returnTo)
                .header("Set-Cookie", opened.setCookie())
                .header("Cache-Control", "no-store");
        String kept = opened.deviceCookie();
        return (kept == null ? answer : answer.header("Set-Cookie", kept)).build();
    }

    private static @Nullable String cookie(HttpHeaders headers, String name) {
        return Cookies.one(headers, name).orElse(null);
    }
}
