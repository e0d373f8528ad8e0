package dev.gatehouse.oauth.userinfo;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Claims of the user that an access token stands for (OpenID Connect Core, section 5.3). */
@Path("/oauth2/userinfo")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class UserInfoResource {
    private static final String BEARER = "bearer ";
    private final IdentityService identity;
    private final CurrentCaller caller;

    UserInfoResource(IdentityService identity, CurrentCaller caller) {
        this.identity = identity;
        this.caller = caller;
    }

    @GET
    public Response get(@HeaderParam("Authorization") @Nullable String authorization) {
        return claims(authorization);
    }

    @POST
    public Response post(@HeaderParam("Authorization") @Nullable String authorization) {
        return claims(authorization);
    }

    private Response claims(@Nullable String authorization) {
        // A cookie or a password would get through /verify too; this endpoint is for access tokens.
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return refused("An access token is needed.", "Bearer");
        }
        UUID user = caller.userWith(Scope.OPENID);
        Scope scope = caller.get().scope();
        return switch (identity.user(user).await().indefinitely()) {
            case IdentityService.Absent() -> refused("The user is gone.", "Bearer error=\"invalid_token\"");
            case IdentityService.Found found -> {
                Map<String, Object> claims = new LinkedHashMap<>();
                claims.put("sub", found.subject().toString());
                claims.putAll(UserClaims.of(found, scope));
                yield Response.ok(claims).header("Cache-Control", "no-store").build();
            }
        };
    }

    private static Response refused(String detail, String challenge) {
        return Problem.of(401, "invalid_token", detail)
                .builder()
                .header("WWW-Authenticate", challenge)
                .build();
    }
}
