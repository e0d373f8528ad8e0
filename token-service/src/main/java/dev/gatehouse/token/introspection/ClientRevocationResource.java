package dev.gatehouse.token.introspection;

import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.OAuthService.Client;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * The revocation endpoint (RFC 7009). Answers 200 whatever the token was, so that nobody learns of tokens that are not
 * theirs; those are left as they are. A public client names itself by {@code client_id}.
 */
@Path("/oauth2/revoke")
@Produces(MediaType.APPLICATION_JSON)
public class ClientRevocationResource {
    private final TokenClients clients;
    private final ClientRevocation revocation;
    private final ShownCertificate certificate;

    ClientRevocationResource(TokenClients clients, ClientRevocation revocation, ShownCertificate certificate) {
        this.certificate = certificate;
        this.clients = clients;
        this.revocation = revocation;
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(
            @Nullable String body,
            @HeaderParam("Authorization") List<String> authorization,
            @Context HttpServerRequest request) {
        return switch (TokenRequest.read(body, authorization)) {
            case TokenRequest.Unreadable(OAuthError error) -> error.response();
            case TokenRequest.About(var token, var presented) -> {
                Optional<Client> client = clients.authenticate(presented, certificate.on(request))
                        .await()
                        .indefinitely();
                if (client.isEmpty()) {
                    yield OAuthError.UNKNOWN_CLIENT.response();
                }
                revocation.revoke(token, client.get());
                yield Response.ok().header("Cache-Control", "no-store").build();
            }
        };
    }

    @ServerExceptionMapper
    public Response failed(Throwable e) {
        return OAuthError.failure(e);
    }

    /** Any other content, in words that OAuth clients understand. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> notAForm(byte[] ignored) {
        return Uni.createFrom().item(OAuthError.notAForm());
    }
}
