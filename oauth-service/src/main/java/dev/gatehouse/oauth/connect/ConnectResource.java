package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.navigation.ReturnOrigins;
import dev.gatehouse.common.navigation.ReturnTo;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.FederatedIdentity;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.oauth.connect.Ways.Way;
import dev.gatehouse.oauth.page.Mishap;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.provider.Preset;
import dev.gatehouse.oauth.provider.ProviderStore;
import dev.gatehouse.oauth.provider.UpstreamProvider;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** "Sign in with …": to an upstream provider and back, with a session of ours at the end. */
@Path("/connect")
@RunOnVirtualThread
public class ConnectResource {
    private final ProviderStore providers;
    private final Upstream upstream;
    private final Ways ways;
    private final LinkIntentions intentions;
    private final AccountLinking linking;
    private final ProviderSignIn signIn;
    private final ReturnOrigins returns;

    ConnectResource(
            ProviderStore providers,
            Upstream upstream,
            Ways ways,
            LinkIntentions intentions,
            AccountLinking linking,
            ProviderSignIn signIn,
            ReturnOrigins returns) {
        this.providers = providers;
        this.upstream = upstream;
        this.ways = ways;
        this.intentions = intentions;
        this.linking = linking;
        this.signIn = signIn;
        this.returns = returns;
    }

    /**
     * A provider as sign-in pages show it.
     *
     * @param name as in {@code /connect/{name}}
     * @param asksAnew whether it can be told to have its user prove anew who they are
     */
    @RegisterForReflection
    public record Choice(String name, String displayName, boolean asksAnew) {}

    /** All providers. */
    @RegisterForReflection
    public record Choices(List<Choice> providers) {}

    /** What one can sign in with; public. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response choices() {
        return Response.ok(new Choices(providers.all().stream()
                        .map(p ->
                                new Choice(p.name(), p.displayName(), p.preset().asksAnew()))
                        .toList()))
                .header("Cache-Control", "no-store")
                .build();
    }

    /**
     * Sends the browser to the provider; the provider sends it back to the same path.
     *
     * @param link the intention to link that {@link LinkResource} gave; without it the user signs in
     * @param prompt {@code login} has the provider ask its user anew, and nothing less counts; {@code select_account} has it let
     *     them choose
     * @param remember whether the user wishes to stay signed in
     */
    @GET
    @Path("/{provider}")
    @Produces(MediaType.TEXT_HTML)
    public Response connect(
            @PathParam("provider") String name,
            @QueryParam("return_to") @Nullable String returnTo,
            @QueryParam("link") @Nullable String link,
            @QueryParam("prompt") @Nullable String prompt,
            @QueryParam("remember") @Nullable String remember,
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
        Asking asking = link == null ? Asking.of(prompt) : Asking.AS_IT_LIKES;
        String safe = returns.safe(returnTo);
        var way = new Way(
                safe.length() > Ways.LONGEST_WAY ? ReturnTo.FALLBACK : safe,
                link,
                asking == Asking.ANEW ? Instant.now() : null,
                "true".equals(remember));
        if (link == null && fromElsewhere(headers)) {
            // Else any site could have its visitors sign in, as whom the provider says, in place of who they are here.
            return Response.status(303)
                    .header("Location", login(way))
                    .header("Cache-Control", "no-store")
                    .build();
        }
        return asking == Asking.ANEW && !provider.get().preset().asksAnew()
                ? Pages.error(Mishap.NOT_ANEW, login(way))
                : there(provider.get(), asking, way, headers, request);
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

    /** The sign-in page, for the same. */
    private static String login(Way way) {
        var query = new LinkedHashMap<String, String>();
        if (way.anew() != null) {
            query.put("prompt", "login");
        }
        query.put("return_to", way.returnTo());
        return "/login?" + FormParameters.encode(query);
    }

    private Response there(
            UpstreamProvider provider, Asking asking, Way way, HttpHeaders headers, RoutingContext request) {
        return switch (upstream.setOut(provider, request, asking)) {
            case Upstream.SendThere there -> {
                var answer = Response.status(there.status()).header("Cache-Control", "no-store");
                there.headers().forEach(answer::header);
                yield ways.begin(answer, headers, provider.name(), there.state(), way)
                        .build();
            }
            // It brought nothing that could be one.
            case Upstream.Returned ignored -> Pages.error(Mishap.WAY_FORGOTTEN, login(way));
            case Upstream.Denied() -> Pages.error(Mishap.DENIED, login(way));
            case Upstream.Away() -> Pages.error(Mishap.PROVIDER_AWAY, login(way));
        };
    }

    private Response back(UpstreamProvider provider, Way way, HttpHeaders headers, RoutingContext request) {
        return switch (upstream.exchange(provider, request)) {
            case Upstream.Returned(UpstreamUser user) -> {
                UpstreamUser named = provider.preset().traits().reply() == Preset.Reply.FORM
                        ? FormReply.named(user, request.request().getParam(FormReply.USER))
                        : user;
                String link = way.link();
                yield link == null
                        ? signedIn(provider, user, named, way, headers)
                        : link(UpstreamClaims.identity(provider, named.claims()), link, headers);
            }
            case Upstream.SendThere ignored -> Pages.error(Mishap.DENIED, login(way));
            case Upstream.Denied() -> Pages.error(Mishap.DENIED, login(way));
            case Upstream.Away() -> Pages.error(Mishap.PROVIDER_AWAY, login(way));
        };
    }

    private Response signedIn(
            UpstreamProvider provider, UpstreamUser there, UpstreamUser named, Way way, HttpHeaders headers) {
        var browser = new ProviderSignIn.Browser(
                cookie(headers, SessionService.COOKIE), cookie(headers, SessionService.DEVICE_COOKIE));
        return switch (signIn.finish(provider, there, named, way, browser)) {
            case ProviderSignIn.SignedIn(SessionService.Opened opened) -> signedIn(opened, way.returnTo());
            case ProviderSignIn.NotSignedIn(Mishap mishap) -> Pages.error(mishap, login(way));
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
