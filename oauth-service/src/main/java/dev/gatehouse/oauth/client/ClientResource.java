package dev.gatehouse.oauth.client;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Administration of clients; every call needs the scope {@code gatehouse:admin}. */
@Path("/clients")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class ClientResource {
    private final ClientAdministration administration;
    private final ClientStore clients;
    private final CurrentCaller caller;
    private final MayChange mayChange;

    ClientResource(
            ClientAdministration administration, ClientStore clients, CurrentCaller caller, MayChange mayChange) {
        this.mayChange = mayChange;
        this.administration = administration;
        this.clients = clients;
        this.caller = caller;
    }

    /**
     * A client as administrators see it.
     *
     * @param clientSecret only in the answer that made it
     * @param clientIdIssuedAt seconds since 1970
     */
    @RegisterForReflection
    public record Shown(
            String clientId,
            @Nullable String clientSecret,
            @Nullable Long clientSecretExpiresAt,
            long clientIdIssuedAt,
            String clientName,
            List<String> redirectUris,
            List<String> grantTypes,
            List<String> responseTypes,
            Scope scope,
            String tokenEndpointAuthMethod,
            Format accessTokenFormat,
            List<String> mayActFor,
            @Nullable Duration accessTokenLifetime,
            @Nullable Duration refreshTokenLifetime,
            @Nullable Duration refreshTokenIdle,
            String accessTokenSignedResponseAlg,
            String idTokenSignedResponseAlg,
            List<String> resources,
            Map<String, List<String>> claimsByScope,
            boolean statusList,
            @JsonUnwrapped ClientProof proof,
            @JsonUnwrapped ClientRequests requests,
            @JsonUnwrapped ClientAnswers answers,
            @JsonUnwrapped ClientLogout logout,
            @JsonUnwrapped ClientPages pages,
            ClientOrigin.Kind origin) {
        static Shown of(RegisteredClient client, @Nullable String secret) {
            ClientTokens tokens = client.tokens();
            return new Shown(
                    client.clientId(),
                    secret,
                    secret == null ? null : 0L,
                    client.createdAt().getEpochSecond(),
                    client.clientName(),
                    client.redirectUris(),
                    client.grantTypes().stream().map(GrantType::value).sorted().toList(),
                    client.responseTypes(),
                    client.scope(),
                    client.authMethod().name(),
                    client.format(),
                    client.mayActFor(),
                    tokens.accessTokenLifetime(),
                    tokens.refreshTokenLifetime(),
                    tokens.refreshTokenIdle(),
                    tokens.accessTokenAlg(),
                    tokens.idTokenAlg(),
                    tokens.resources(),
                    tokens.claimsByScope(),
                    tokens.statusList(),
                    client.proof(),
                    client.requests(),
                    client.answers(),
                    client.logout(),
                    client.pages(),
                    client.origin().kind());
        }
    }

    /** One page. @param next the value of {@code after} for the next page, absent on the last */
    @RegisterForReflection
    public record Listing(List<Shown> clients, @Nullable String next) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(@NotNull @Valid ClientMetadata asked) {
        mayChange.check();
        return switch (administration.register(asked)) {
            case ClientAdministration.Saved(RegisteredClient client, String secret) ->
                shown(Response.status(201).header("Location", "/clients/" + client.clientId()), client, secret);
            case ClientAdministration.Refused(List<Violation> violations) -> refused(violations);
            case ClientAdministration.Outdated() -> outdated();
            case ClientAdministration.Absent() -> absent();
        };
    }

    @GET
    public Response list(
            @QueryParam("after") @DefaultValue("") @Size(max = ClientIds.LONGEST) String after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        caller.with(Scope.ADMIN);
        String start = ClientIds.plausible(after) ? after : "";
        List<RegisteredClient> found = clients.page(start, limit + 1);
        List<Shown> page =
                found.stream().limit(limit).map(c -> Shown.of(c, null)).toList();
        String next = found.size() > limit ? page.getLast().clientId() : null;
        return Response.ok(new Listing(page, next))
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @Path("/{client_id}")
    public Response get(@PathParam("client_id") String clientId) {
        caller.with(Scope.ADMIN);
        return clients.client(clientId)
                .map(client -> shown(Response.ok(), client, null))
                .orElseGet(ClientResource::absent);
    }

    /** Changes what is said; If-Match makes it conditional. */
    @PATCH
    @Path("/{client_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(
            @PathParam("client_id") String clientId,
            @NotNull @Valid ClientMetadata asked,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        mayChange.check();
        return switch (administration.change(clientId, asked, EntityTag.ifMatch(ifMatch))) {
            case ClientAdministration.Saved(RegisteredClient client, String secret) ->
                shown(Response.ok(), client, secret);
            case ClientAdministration.Refused(List<Violation> violations) -> refused(violations);
            case ClientAdministration.Outdated() -> outdated();
            case ClientAdministration.Absent() -> absent();
        };
    }

    @DELETE
    @Path("/{client_id}")
    public Response remove(@PathParam("client_id") String clientId) {
        mayChange.check();
        return administration.remove(clientId) ? Response.noContent().build() : absent();
    }

    private static Response shown(Response.ResponseBuilder answer, RegisteredClient client, @Nullable String secret) {
        return answer.entity(Shown.of(client, secret))
                .header("ETag", EntityTag.of(client.version()))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response outdated() {
        return Problem.of(412, "outdated", "The client was changed meanwhile; read it again.")
                .response();
    }

    private static Response refused(List<Violation> violations) {
        return Problem.of(400, "invalid_client_metadata", "Some fields are missing or out of bounds.")
                .withViolations(violations)
                .response();
    }

    private static Response absent() {
        return Problem.of(404, "not_found", "There is no such client.").response();
    }
}
