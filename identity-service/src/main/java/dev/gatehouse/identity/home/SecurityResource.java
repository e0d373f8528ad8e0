package dev.gatehouse.identity.home;

import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.navigation.OnwardCookie;
import dev.gatehouse.common.navigation.ReturnOrigins;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.identity.federation.LinkedIdentities;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What one signs in with. */
@Path(SecurityPage.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class SecurityResource {
    private final Door door;
    private final SecurityPage page;
    private final LinkedIdentities identities;
    private final ReturnOrigins returns;

    SecurityResource(Door door, SecurityPage page, LinkedIdentities identities, ReturnOrigins returns) {
        this.returns = returns;
        this.door = door;
        this.page = page;
        this.identities = identities;
    }

    @GET
    public Response page(@QueryParam(Done.PARAMETER) @Nullable String done, @Context HttpHeaders headers) {
        String onward = OnwardCookie.SETTING_UP.read(headers, returns).orElse(null);
        return door.opens(
                SecurityPage.PATH, headers, Demand.SIGNED_IN, owner -> page.shown(owner, Done.named(done), onward));
    }

    /** From now on the account at the provider does not sign in here. */
    @POST
    @Path("/providers/{id: [0-9a-f]{64}}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response unlink(@PathParam("id") String id, @Nullable String body, @Context HttpHeaders headers) {
        return door.sends(
                SecurityPage.PATH, headers, SentForm.of(body), Demand.RECENTLY, owner -> switch (identities.unlink(
                        owner.id(), id)) {
                    case DONE, ABSENT -> AccountPage.leadTo(SecurityPage.PATH, Done.unlinked);
                    case LAST_WAY_IN ->
                        page.refused(409, owner, Texts.ofSecurity().lastWayIn());
                });
    }
}
