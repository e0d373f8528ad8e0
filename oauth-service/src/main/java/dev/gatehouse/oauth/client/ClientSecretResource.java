package dev.gatehouse.oauth.client;

import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The secrets of a client: a new one takes the place of those before, which count on for a while. */
@Path("/clients/{client_id}/secrets")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class ClientSecretResource {
    private static final Logger AUDIT = Logger.getLogger("audit");
    private static final Duration ORDINARY = Duration.ofDays(1);
    private final ClientAdministration administration;
    private final ClientStore clients;
    private final MayChange mayChange;

    ClientSecretResource(ClientAdministration administration, ClientStore clients, MayChange mayChange) {
        this.administration = administration;
        this.clients = clients;
        this.mayChange = mayChange;
    }

    /** @param overlap how long those before count on, up to 30 days; PT0S where one is known to others; null for a day */
    @RegisterForReflection
    public record Order(
            @Nullable @DurationMin @DurationMax(days = 30) Duration overlap) {}

    /** @param expiresAt null for never */
    @RegisterForReflection
    public record Kept(Instant createdAt, @Nullable Instant expiresAt) {}

    /** @param secrets all that count, the newest first */
    @RegisterForReflection
    public record Listing(List<Kept> secrets) {}

    /**
     * @param clientSecret is told here and never again
     * @param clientSecretExpiresAt seconds since 1970; 0 for never
     */
    @RegisterForReflection
    public record Made(String clientSecret, long clientSecretExpiresAt, List<Kept> secrets) {}

    @GET
    public Response list(@PathParam("client_id") String clientId) {
        mayChange.check();
        return clients.client(clientId)
                .map(client -> answer(200, new Listing(kept(client))))
                .orElseGet(ClientSecretResource::absent);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rotate(@PathParam("client_id") String clientId, @Nullable @Valid Order asked) {
        String actor = mayChange.check();
        Duration overlap = asked == null || asked.overlap() == null ? ORDINARY : asked.overlap();
        return switch (administration.rotate(clientId, overlap)) {
            case ClientAdministration.Saved(RegisteredClient client, String secret) -> {
                AUDIT.infof("client secret rotated: client=%s by=%s overlap=%s", clientId, actor, overlap);
                yield answer(201, new Made(String.valueOf(secret), 0, kept(client)));
            }
            case ClientAdministration.Refused ignored ->
                Problem.of(409, "no_secret", "The client proves who it is without a secret.")
                        .response();
            case ClientAdministration.Outdated() ->
                Problem.of(409, "outdated", "The client is being changed by others; try again.")
                        .response();
            case ClientAdministration.Absent() -> absent();
        };
    }

    private static List<Kept> kept(RegisteredClient client) {
        Instant now = Instant.now();
        return client.secrets().stream()
                .filter(secret -> secret.counts(now))
                .sorted(Comparator.comparing(ClientSecret::createdAt).reversed())
                .map(secret -> new Kept(secret.createdAt(), secret.expiresAt()))
                .toList();
    }

    private static Response answer(int status, Object entity) {
        return Response.status(status)
                .entity(entity)
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response absent() {
        return Problem.of(404, "not_found", "There is no such client.").response();
    }
}
