package dev.gatehouse.token.revocation;

import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.access.Binding;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signing out by API: the presented token and its grant end at once. */
@Path("/tokens/current")
@RunOnVirtualThread
public class CurrentTokenResource {
    private static final String SCHEME = "bearer ";
    private final AccessTokens tokens;
    private final Revocations revocations;
    private final String issuer;

    CurrentTokenResource(
            AccessTokens tokens, Revocations revocations, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.tokens = tokens;
        this.revocations = revocations;
        this.issuer = issuer;
    }

    @DELETE
    public Response revoke(@HeaderParam("Authorization") List<String> authorization) {
        if (authorization.size() > 1) {
            return Problem.of(400, "invalid_request", "There is more than one Authorization header.")
                    .response();
        }
        Optional<AccessToken> presented = authorization.stream().findFirst().flatMap(this::presented);
        if (presented.isEmpty()) {
            return Problem.of(401, "invalid_token", "There is no valid access token on this call.")
                    .builder()
                    .header("WWW-Authenticate", "Bearer realm=\"gatehouse\", error=\"invalid_token\"")
                    .build();
        }
        String grant = presented.get().grantId();
        // One that was given for another bears that one's grant, which is not its own to end.
        if (grant != null && presented.get().parents().isEmpty()) {
            revocations.revoke(new Revoke(Kind.grant, grant));
        }
        revocations.revoke(new Revoke(Kind.jti, presented.get().id()));
        return Response.noContent().build();
    }

    private Optional<AccessToken> presented(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        return switch (tokens.read(authorization.substring(SCHEME.length()).strip())
                .await()
                .indefinitely()) {
            case AccessTokens.Readable(AccessToken token) -> counts(token) ? Optional.of(token) : Optional.empty();
            case AccessTokens.Unreadable ignored -> Optional.empty();
        };
    }

    /** Whoever is given a token for their own resource is not to sign its user out with it. */
    private boolean counts(AccessToken token) {
        return token.audience().contains(issuer)
                && Binding.objection(token).isEmpty()
                && !revocations.revoked(token).await().indefinitely();
    }
}
