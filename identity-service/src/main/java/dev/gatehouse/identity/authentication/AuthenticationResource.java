package dev.gatehouse.identity.authentication;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.FederatedIdentity;
import dev.gatehouse.common.peer.IdentityService.Absent;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.CallAuthentication;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.IdentityService.Found;
import dev.gatehouse.common.peer.IdentityService.LinkOrder;
import dev.gatehouse.common.peer.IdentityService.Linking;
import dev.gatehouse.common.peer.IdentityService.UserLookup;
import dev.gatehouse.identity.federation.Federation;
import dev.gatehouse.identity.federation.LinkedIdentities;
import dev.gatehouse.identity.signin.SignIns;
import dev.gatehouse.identity.signin.SignIns.Way;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.KnownUsers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;

/** Serves {@link dev.gatehouse.common.peer.IdentityService}. */
@Path("/internal")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AuthenticationResource {
    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};
    private final Authenticator authenticator;
    private final Federation federation;
    private final LinkedIdentities linkedIdentities;
    private final KnownUsers users;
    private final SignIns signIns;
    private final ObjectMapper json;

    AuthenticationResource(
            Authenticator authenticator,
            Federation federation,
            LinkedIdentities linkedIdentities,
            KnownUsers users,
            SignIns signIns,
            ObjectMapper json) {
        this.authenticator = authenticator;
        this.federation = federation;
        this.linkedIdentities = linkedIdentities;
        this.users = users;
        this.signIns = signIns;
        this.json = json;
    }

    @POST
    @Path("/authentications")
    public Authentication authenticate(@NotNull @Valid Credentials credentials) {
        return signIns.counted(Way.password, authenticator.signIn(credentials));
    }

    @POST
    @Path("/authentications/calls")
    public CallAuthentication authenticateCall(@NotNull @Valid Credentials credentials) {
        return signIns.counted(Way.basic, authenticator.call(credentials.username(), credentials.password()));
    }

    @GET
    @Path("/users/{id}")
    public UserLookup user(@PathParam("id") UUID id) {
        return users.find(id)
                .filter(known -> !known.account().disabled())
                .<UserLookup>map(this::found)
                .orElseGet(Absent::new);
    }

    @POST
    @Path("/federated-identities")
    public Authentication federated(@NotNull @Valid FederatedIdentity identity) {
        return signIns.counted(Way.federated, federation.signIn(identity));
    }

    @POST
    @Path("/federated-identities/links")
    public Linking link(@NotNull @Valid LinkOrder order) {
        return linkedIdentities.link(order.user(), order.identity());
    }

    private Found found(KnownUsers.Known known) {
        Account account = known.account();
        Map<String, Object> claims = json.convertValue(account.claims(), CLAIMS);
        claims.put("groups", known.memberships().groups());
        claims.put("roles", known.memberships().roles());
        return new Found(
                account.id(),
                account.username(),
                claims,
                account.email(),
                account.emailVerified(),
                account.updatedAt(),
                account.scope());
    }
}
