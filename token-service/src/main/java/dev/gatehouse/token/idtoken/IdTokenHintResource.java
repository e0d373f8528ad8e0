package dev.gatehouse.token.idtoken;

import dev.gatehouse.common.peer.SignatureService.IdTokenHint;
import dev.gatehouse.common.peer.SignatureService.Reading;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Reads for oauth-service what clients show as {@code id_token_hint}. */
@Path("/internal/tokens/id-token-hints")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class IdTokenHintResource {
    private final IdTokenHints hints;

    IdTokenHintResource(IdTokenHints hints) {
        this.hints = hints;
    }

    @POST
    public Uni<Reading> read(@NotNull @Valid IdTokenHint hint) {
        return hints.read(hint.token());
    }
}
