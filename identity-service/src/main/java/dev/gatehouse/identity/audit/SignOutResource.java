package dev.gatehouse.identity.audit;

import dev.gatehouse.common.peer.IdentityService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** Serves {@link IdentityService}: what administrators do to the sessions of others. */
@Path("/internal/sign-outs")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
public class SignOutResource {
    private final AuditTrail trail;

    SignOutResource(AuditTrail trail) {
        this.trail = trail;
    }

    @POST
    public void note(@NotNull @Valid IdentityService.SignOut signOut) {
        AuditKind kind = signOut.session() == null ? AuditKind.sessions_ended : AuditKind.session_ended;
        trail.note(new AuditEvent(kind, signOut.user(), signOut.actor(), signOut.session()));
    }
}
