package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Administration of upstream providers; every call needs the scope {@code gatehouse:admin}. */
@Path("/connect/providers")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class ProviderResource {
    private static final String TEXT = "\\P{Cc}*";
    private final ProviderStore providers;
    private final CurrentCaller caller;
    private final String issuer;

    ProviderResource(
            ProviderStore providers, CurrentCaller caller, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.providers = providers;
        this.caller = caller;
        this.issuer = issuer;
    }

    /** Body of a registration. @param scope asked for there; profile and email where left out */
    public record NewProvider(
            @NotBlank @Size(max = 32) String name,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = TEXT)
            String displayName,

            @NotBlank @Size(max = 1000) String issuer,

            @NotBlank @Size(max = 255) @Pattern(regexp = TEXT)
            String clientId,

            @NotBlank @Size(max = 1000) @Pattern(regexp = TEXT)
            String clientSecret,

            @Nullable Scope scope) {}

    /** A provider as administrators see it; its secret is never shown. @param redirectUri to be registered there */
    @RegisterForReflection
    public record Shown(
            String name,
            String displayName,
            String issuer,
            String clientId,
            Scope scope,
            String redirectUri,
            Instant createdAt) {}

    /** All providers. */
    @RegisterForReflection
    public record Listing(List<Shown> providers) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(@NotNull @Valid NewProvider asked) {
        caller.with(Scope.ADMIN);
        if (!ProviderRules.plausibleName(asked.name())) {
            return refused("name", "must be up to 32 lower-case letters, digits and hyphens, and not \"providers\"");
        }
        Optional<String> objection = ProviderRules.objectionToIssuer(asked.issuer());
        if (objection.isPresent()) {
            return refused("issuer", objection.get());
        }
        var provider = new UpstreamProvider(
                asked.name(),
                UUID.randomUUID(),
                asked.displayName() == null ? asked.name() : asked.displayName(),
                asked.issuer(),
                asked.clientId(),
                asked.clientSecret(),
                asked.scope() == null ? Scope.of(Scope.PROFILE, Scope.EMAIL) : asked.scope(),
                Instant.now());
        return providers.insert(provider)
                ? Response.status(201)
                        .header("Location", "/connect/providers/" + provider.name())
                        .header("Cache-Control", "no-store")
                        .entity(shown(provider))
                        .build()
                : Problem.of(409, "taken", "There is a provider of that name.").response();
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
        Optional<UpstreamProvider> found =
                ProviderRules.plausibleName(name) ? providers.provider(name) : Optional.empty();
        return found.map(p -> Response.ok(shown(p))
                        .header("Cache-Control", "no-store")
                        .build())
                .orElseGet(ProviderResource::absent);
    }

    /** Nobody can sign in with it any more; the users that came from it stay. */
    @DELETE
    @Path("/{name}")
    public Response remove(@PathParam("name") String name) {
        caller.with(Scope.ADMIN);
        return ProviderRules.plausibleName(name) && providers.remove(name)
                ? Response.noContent().build()
                : absent();
    }

    private Shown shown(UpstreamProvider p) {
        return new Shown(
                p.name(),
                p.displayName(),
                p.issuer(),
                p.clientId(),
                p.scope(),
                issuer + "/connect/" + p.name(),
                p.createdAt());
    }

    private static Response refused(String field, String why) {
        return Problem.of(400, "invalid_request", "Some fields are missing or out of bounds.")
                .withViolations(List.of(new Violation(field, why)))
                .response();
    }

    private static Response absent() {
        return Problem.of(404, "not_found", "There is no such provider.").response();
    }
}
