package dev.gatehouse.token.keys;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The signing keys, for administrators. */
@Path("/tokens/signing-keys")
@RequiresCaller
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SigningKeyResource {
    private final KeyRing ring;
    private final RotationCommand command;
    private final CurrentCaller caller;

    SigningKeyResource(KeyRing ring, RotationCommand command, CurrentCaller caller) {
        this.ring = ring;
        this.command = command;
        this.caller = caller;
    }

    /** @param compromised whether the keys there are, and all that they signed, must not count any more */
    public record Rotation(
            @NotNull Algorithm algorithm, @Nullable Boolean compromised) {}

    /** A key as administrators see it. @param state {@code published}, {@code active}, {@code retired} or {@code gone} */
    @RegisterForReflection
    public record Key(
            String kid,
            Algorithm algorithm,
            String state,
            Instant createdAt,
            Instant activatesAt,
            @Nullable Instant retiresAt,
            @Nullable Instant goneAt) {}

    /** The keys that are not gone, those that sign last first. */
    @RegisterForReflection
    public record Listing(List<Key> keys) {}

    @GET
    public Response list() {
        administrator();
        Keys keys = ring.reload().join();
        Instant now = keys.now();
        return Response.ok(new Listing(
                        keys.published().stream().map(key -> shown(key, now)).toList()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @POST
    @Path("/rotation")
    public Response rotate(@NotNull @Valid Rotation asked) {
        String actor = administrator();
        caller.recently();
        return switch (command.run(asked.algorithm(), Boolean.TRUE.equals(asked.compromised()), actor)) {
            case RotationCommand.Done(SigningKey key, boolean made) ->
                Response.status(made ? 201 : 200)
                        .entity(shown(key, ring.keys().now()))
                        .header("Cache-Control", "no-store")
                        .build();
            case RotationCommand.NotInUse() ->
                Problem.of(409, "not_in_use", "There are no keys of that algorithm here.")
                        .response();
        };
    }

    private String administrator() {
        String subject = caller.with(Scope.ADMIN).subject();
        caller.firstHand();
        return subject;
    }

    private static Key shown(SigningKey key, Instant now) {
        SigningKey.Life life = key.life();
        return new Key(
                key.kid(),
                key.algorithm(),
                life.at(now).name(),
                life.createdAt(),
                life.activatesAt(),
                life.retiresAt(),
                life.goneAt());
    }
}
