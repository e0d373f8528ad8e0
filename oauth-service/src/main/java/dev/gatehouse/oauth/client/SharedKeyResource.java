package dev.gatehouse.oauth.client;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.peer.ClientKeyService;
import dev.gatehouse.common.peer.ClientKeyService.NothingShared;
import dev.gatehouse.common.peer.ClientKeyService.Rotated;
import dev.gatehouse.common.peer.ClientKeyService.Rotation;
import dev.gatehouse.common.peer.ClientKeyService.SharedKey;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
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
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys that Gatehouse shares with a client, for administrators. Whoever has one can write tokens that the client believes:
 * it takes the scope {@code gatehouse:admin}, first-hand, after a recent sign-in.
 */
@Path("/clients/{client_id}/shared-key")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class SharedKeyResource {
    private static final Logger AUDIT = Logger.getLogger("audit");
    private final ClientStore clients;
    private final ClientKeyService keys;
    private final CurrentCaller caller;

    SharedKeyResource(ClientStore clients, ClientKeyService keys, CurrentCaller caller) {
        this.clients = clients;
        this.keys = keys;
        this.caller = caller;
    }

    /**
     * A symmetric key (RFC 7518, section 6.4; RFC 7517, section 4). Of its instants, in seconds since 1970:
     *
     * @param iat when it was made
     * @param nbf when it signs, until the next one does
     * @param exp when it does not count any more; null where there is no next one yet
     */
    @RegisterForReflection
    public record Jwk(
            String kty,
            String use,
            String alg,
            String kid,
            String k,
            long iat,
            long nbf,
            @Nullable Long exp) {
        static Jwk of(SharedKey key) {
            Instant gone = key.goneAt();
            return new Jwk(
                    "oct",
                    "sig",
                    ClientKeyService.SHARED,
                    key.kid(),
                    key.k(),
                    key.createdAt().getEpochSecond(),
                    key.activatesAt().getEpochSecond(),
                    gone == null ? null : gone.getEpochSecond());
        }

        /** Keeps the key out of logs. */
        @Override
        public String toString() {
            return "Jwk[" + kid + "]";
        }
    }

    /** A JWK set (RFC 7517, section 5) of the keys that count, the newest first. */
    @RegisterForReflection
    public record JwkSet(List<Jwk> keys) {}

    /**
     * @param kid the key that is to have a successor; where it has one already, no other is made. Null for the newest
     * @param activatesIn how long the one before signs on; null for not at all
     * @param compromised whether the keys there are must not count any more
     */
    public record Order(
            @Nullable @Size(max = 100) String kid,
            @Nullable @DurationMin @DurationMax(days = 30) Duration activatesIn,
            @Nullable Boolean compromised) {
        static final Order PLAIN = new Order(null, null, null);
    }

    @GET
    public Response get(@PathParam("client_id") String clientId) {
        String actor = administrator();
        if (clients.client(clientId).isEmpty()) {
            return absent();
        }
        List<SharedKey> shared = keys.of(clientId).await().indefinitely().keys();
        if (shared.isEmpty()) {
            return nothingShared();
        }
        AUDIT.infof("shared key read: client=%s by=%s", clientId, actor);
        return shown(200, shared);
    }

    @POST
    @Path("/rotation")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rotate(@PathParam("client_id") String clientId, @Nullable @Valid Order asked) {
        String actor = administrator();
        if (clients.client(clientId).isEmpty()) {
            return absent();
        }
        Order order = asked == null ? Order.PLAIN : asked;
        boolean compromised = Boolean.TRUE.equals(order.compromised());
        var outcome = keys.rotate(clientId, new Rotation(order.kid(), order.activatesIn(), compromised))
                .await()
                .indefinitely();
        return switch (outcome) {
            case Rotated(boolean made, List<SharedKey> shared) -> {
                AUDIT.infof(
                        "shared key rotated: client=%s by=%s made=%s compromised=%s",
                        clientId, actor, made, compromised);
                yield shown(made ? 201 : 200, shared);
            }
            case NothingShared() -> nothingShared();
        };
    }

    private String administrator() {
        String subject = caller.with(Scope.ADMIN).subject();
        caller.firstHand();
        caller.recently();
        return subject;
    }

    private static Response shown(int status, List<SharedKey> shared) {
        return Response.status(status)
                .entity(new JwkSet(shared.stream().map(Jwk::of).toList()))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response nothingShared() {
        return Problem.of(404, "no_shared_key", "No key is shared with the client: it is not registered for HS256.")
                .response();
    }

    private static Response absent() {
        return Problem.of(404, "not_found", "There is no such client.").response();
    }
}
