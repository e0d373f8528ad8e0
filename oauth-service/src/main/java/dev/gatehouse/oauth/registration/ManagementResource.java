package dev.gatehouse.oauth.registration;

import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.oauth.request.BoundedJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The client configuration endpoint (RFC 7592, section 2), by the token that the registration gave. */
@Path(RegistrationResource.PATH + "/{client_id}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ManagementResource {
    private static final int SECOND = 1;
    private final RegistrationConfig config;
    private final Management management;
    private final Described described;

    ManagementResource(RegistrationConfig config, Management management, Described described) {
        this.config = config;
        this.management = management;
        this.described = described;
    }

    @GET
    public Response read(@PathParam("client_id") String clientId, HttpHeaders headers) {
        return answer(headers, token -> management.read(clientId, token));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replace(@PathParam("client_id") String clientId, String body, HttpHeaders headers) {
        return answer(
                headers,
                token -> management.replace(clientId, token, BoundedJson.read(body, RegistrationResource.LONGEST)));
    }

    /** Any other content, in words that OAuth clients understand. */
    @PUT
    @Consumes(MediaType.WILDCARD)
    public Response notJson(byte[] ignored) {
        return config.mode().on() ? Replies.notJson() : Replies.off();
    }

    @DELETE
    public Response remove(@PathParam("client_id") String clientId, HttpHeaders headers) {
        return answer(headers, token -> management.remove(clientId, token));
    }

    @ServerExceptionMapper
    public Response failed(Throwable e) {
        return OAuthError.failure(e);
    }

    private Response answer(HttpHeaders headers, Function<String, Management.Outcome> call) {
        if (!config.mode().on()) {
            return Replies.off();
        }
        List<String> authorization = headers.getRequestHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
        return BearerToken.read(authorization) instanceof BearerToken.Presented(String token)
                ? answer(call.apply(token), token)
                : Replies.stranger();
    }

    private Response answer(Management.Outcome outcome, String token) {
        return switch (outcome) {
            case Management.Told(var client, var secret) -> Replies.of(200, described.of(client, secret, token));
            case Management.Removed() ->
                Response.noContent().header("Cache-Control", "no-store").build();
            case Management.Refused(OAuthError error) -> Replies.of(400, error);
            case Management.Stranger() -> Replies.stranger();
            case Management.TooMany(int seconds) -> Replies.later(429, "The client changes too often.", seconds);
            case Management.Busy() -> Replies.later(503, "The client is being changed by others.", SECOND);
        };
    }
}
