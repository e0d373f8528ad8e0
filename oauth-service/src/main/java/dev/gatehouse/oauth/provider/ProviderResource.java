package dev.gatehouse.oauth.provider;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.client.MayChange;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Administration of upstream providers; every call needs the scope {@code gatehouse:admin}, and to change one the administrator's
 * own recent sign-in: whoever can bring in a provider says who its users are.
 */
@Path("/connect/providers")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class ProviderResource {
    private final ProviderAdministration administration;
    private final ProviderStore providers;
    private final CurrentCaller caller;
    private final MayChange mayChange;
    private final String issuer;

    ProviderResource(
            ProviderAdministration administration,
            ProviderStore providers,
            CurrentCaller caller,
            MayChange mayChange,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.administration = administration;
        this.providers = providers;
        this.caller = caller;
        this.mayChange = mayChange;
        this.issuer = issuer;
    }

    /**
     * A provider as administrators see it; its secret is never shown.
     *
     * @param claims what is read otherwise than the kind has it
     * @param redirectUri to be registered there
     * @param backchannelLogoutUri to be registered there, so that its sign-out ends sessions here
     * @param postLogoutRedirectUri to be registered there, where users may sign out there, too
     */
    @RegisterForReflection
    public record Shown(
            String name,
            String kind,
            String displayName,
            String issuer,
            String clientId,
            @Nullable String teamId,
            @Nullable String keyId,
            Scope scope,
            @Nullable String prompt,
            Map<String, @Nullable String> claims,
            boolean honoursLogout,
            boolean signsOutThere,
            @Nullable String endSessionEndpoint,
            String redirectUri,
            String backchannelLogoutUri,
            String postLogoutRedirectUri,
            Instant createdAt,
            Instant updatedAt) {}

    /** All providers. */
    @RegisterForReflection
    public record Listing(List<Shown> providers) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(@NotNull Map<String, @Nullable Object> asked) {
        mayChange.check();
        return answer(administration.register(new ProviderMetadata(asked)), 201);
    }

    @GET
    public Response list() {
        caller.with(Scope.ADMIN);
        return Response.ok(new Listing(providers.all().stream().map(this::shown).toList()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @Path("/{name}")
    public Response get(@PathParam("name") String name) {
        caller.with(Scope.ADMIN);
        return providers
                .provider(name)
                .map(provider -> shown(Response.ok(), provider))
                .orElseGet(ProviderResource::absent);
    }

    /** Changes what is said; If-Match makes it conditional. */
    @PATCH
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(
            @PathParam("name") String name,
            @NotNull Map<String, @Nullable Object> asked,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        mayChange.check();
        return answer(administration.change(name, new ProviderMetadata(asked), EntityTag.ifMatch(ifMatch)), 200);
    }

    /** Nobody can sign in with it any more; the users that came from it stay. */
    @DELETE
    @Path("/{name}")
    public Response remove(@PathParam("name") String name) {
        mayChange.check();
        return ProviderRules.plausibleName(name) && providers.remove(name)
                ? Response.noContent().build()
                : absent();
    }

    private Response answer(ProviderAdministration.Outcome outcome, int status) {
        return switch (outcome) {
            case ProviderAdministration.Saved(UpstreamProvider provider) -> {
                var answer = Response.status(status);
                yield shown(
                        status == 201 ? answer.header("Location", "/connect/providers/" + provider.name()) : answer,
                        provider);
            }
            case ProviderAdministration.OfAnother() ->
                Problem.of(
                                409,
                                "name_of_another",
                                "The name was that of a provider with another issuer, whose users are known by it.")
                        .response();
            case ProviderAdministration.Refused(List<Violation> violations) ->
                Problem.of(400, "invalid_request", "Some fields are missing or out of bounds.")
                        .withViolations(violations)
                        .response();
            case ProviderAdministration.Taken() ->
                Problem.of(409, "taken", "There is a provider of that name.").response();
            case ProviderAdministration.Outdated() ->
                Problem.of(412, "outdated", "The provider was changed meanwhile; read it again.")
                        .response();
            case ProviderAdministration.Absent() -> absent();
        };
    }

    private Response shown(Response.ResponseBuilder answer, UpstreamProvider provider) {
        return answer.entity(shown(provider))
                .header("ETag", EntityTag.of(provider.version().toString()))
                .header("Cache-Control", "no-store")
                .build();
    }

    private Shown shown(UpstreamProvider p) {
        String address = issuer + "/connect/" + p.name();
        return new Shown(
                p.name(),
                p.preset().value(),
                p.displayName(),
                p.issuer(),
                p.credentials().clientId(),
                p.credentials().teamId(),
                p.credentials().keyId(),
                p.scope(),
                p.prompt(),
                p.mapping().sources(),
                p.signOut().honoured(),
                p.signOut().offered(),
                p.signOut().endpoint(),
                address,
                address + "/backchannel-logout",
                issuer + "/logout",
                p.createdAt(),
                p.updatedAt());
    }

    private static Response absent() {
        return Problem.of(404, "not_found", "There is no such provider.").response();
    }
}
