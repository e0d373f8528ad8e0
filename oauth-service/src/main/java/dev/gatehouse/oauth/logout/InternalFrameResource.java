package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.OAuthService.Frames;
import dev.gatehouse.oauth.upstream.SignOutThere;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Where session-service learns what its page that signs out has to open: {@link OAuthService#frames}. */
@Path("/internal/frames/{sid}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class InternalFrameResource {
    private final FrontChannel frontChannel;
    private final SignOutThere signOutThere;

    InternalFrameResource(FrontChannel frontChannel, SignOutThere signOutThere) {
        this.signOutThere = signOutThere;
        this.frontChannel = frontChannel;
    }

    @GET
    public Frames of(@PathParam("sid") @Size(max = 64) String sid) {
        return new Frames(frontChannel.of(sid), signOutThere.of(sid).orElse(null));
    }
}
