package dev.gatehouse.oauth.upstream;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Where a provider says that a session there is over (OpenID Connect Back-Channel Logout 1.0, sections 2.5 to 2.8). */
@Path("/connect/{provider}/backchannel-logout")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class BackChannelLogoutResource {
    private final UpstreamSignOut signOut;

    BackChannelLogoutResource(UpstreamSignOut signOut) {
        this.signOut = signOut;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response receive(@PathParam("provider") String provider, @Nullable String form) {
        String token;
        try {
            token = FormParameters.parse(form == null ? "" : form).get("logout_token");
        } catch (IllegalArgumentException e) {
            token = null;
        }
        if (token == null) {
            return OAuthError.request("The body must be a form with one logout_token.")
                    .response();
        }
        return switch (signOut.receive(provider, token)) {
            case UpstreamSignOut.Done() ->
                Response.ok().header("Cache-Control", "no-store").build();
            case UpstreamSignOut.Refused(String why) ->
                OAuthError.request("The logout token does not count: " + why + ".")
                        .response();
            case UpstreamSignOut.KeysAway() ->
                OAuthError.unavailable("The keys of the provider cannot be had now.")
                        .response();
            case UpstreamSignOut.NotHere() ->
                Problem.of(404, "not_found", "There is no provider of that name whose sign-out counts.")
                        .response();
        };
    }
}
