package dev.gatehouse.oauth.consent;

import dev.gatehouse.common.peer.OAuthService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** A user's consents for identity-service: to be shown to them, and to be forgotten with them. */
@Path("/internal/consents/of/{user}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class InternalConsentResource {
    private final ConsentStore consents;

    InternalConsentResource(ConsentStore consents) {
        this.consents = consents;
    }

    @GET
    public OAuthService.Consents of(@PathParam("user") UUID user) {
        return new OAuthService.Consents(consents.ofUser(user).stream()
                .limit(OAuthService.MOST_CONSENTS)
                .map(each ->
                        new OAuthService.Consent(each.clientId(), each.clientName(), each.scope(), each.grantedAt()))
                .toList());
    }

    @DELETE
    public void forget(@PathParam("user") UUID user) {
        consents.removeAll(user);
    }
}
