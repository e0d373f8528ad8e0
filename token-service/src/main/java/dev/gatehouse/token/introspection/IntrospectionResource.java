package dev.gatehouse.token.introspection;

import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.OAuthService.Client;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The introspection endpoint (RFC 7662, RFC 9701), for clients that have a secret; on the event loop. */
@Path("/oauth2/introspect")
@Produces(MediaType.APPLICATION_JSON)
public class IntrospectionResource {
    private final TokenClients clients;
    private final Introspection introspection;
    private final SignedIntrospection signed;
    private final ShownCertificate certificate;

    IntrospectionResource(
            TokenClients clients,
            Introspection introspection,
            SignedIntrospection signed,
            ShownCertificate certificate) {
        this.certificate = certificate;
        this.clients = clients;
        this.introspection = introspection;
        this.signed = signed;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces({MediaType.APPLICATION_JSON, SignedIntrospection.MEDIA_TYPE})
    public Uni<Response> introspect(
            @Nullable String body,
            @HeaderParam("Authorization") List<String> authorization,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        boolean asJwt = SignedIntrospection.asked(headers.getAcceptableMediaTypes());
        if (asJwt && !signed.possible()) {
            return Uni.createFrom()
                    .item(OAuthError.notAcceptable("Answers are not signed here, for there are no keys of RS256."));
        }
        return switch (TokenRequest.read(body, authorization)) {
            case TokenRequest.Unreadable(OAuthError error) -> Uni.createFrom().item(error.response());
            case TokenRequest.About(var token, var presented) ->
                clients.authenticate(presented, certificate.on(request))
                        .chain(client -> client.filter(Client::confidential)
                                .map(caller -> asJwt
                                        ? introspection
                                                .vouchedFor(token, caller)
                                                .map(members -> signed(members, caller))
                                        : introspection.of(token, caller).map(IntrospectionResource::found))
                                .orElseGet(() -> Uni.createFrom()
                                        .item(OAuthError.client("Only clients that prove who they are may introspect.")
                                                .response())));
        };
    }

    /** Any other content, in words that OAuth clients understand. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> notAForm(byte[] ignored) {
        return Uni.createFrom().item(OAuthError.notAForm());
    }

    @ServerExceptionMapper
    public Response failed(Throwable e) {
        return OAuthError.failure(e);
    }

    private static Response found(Map<String, Object> members) {
        return Response.ok(members, MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    private Response signed(Map<String, Object> members, Client caller) {
        return Response.ok(signed.sign(members, caller.clientId()), SignedIntrospection.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }
}
