package dev.gatehouse.oauth.registration;

import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.oauth.request.BoundedJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The client registration endpoint (RFC 7591, section 3; OpenID Connect Dynamic Client Registration 1.0, section 3). */
@Path(RegistrationResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationResource {
    static final String PATH = "/oauth2/register";
    /** Characters. */
    static final int LONGEST = 48 * 1024;

    private static final int HOUR = 3600;
    private final RegistrationConfig config;
    private final Registration registration;
    private final Described described;

    RegistrationResource(RegistrationConfig config, Registration registration, Described described) {
        this.config = config;
        this.registration = registration;
        this.described = described;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(String body, HttpHeaders headers) {
        if (!config.mode().on()) {
            return Replies.off();
        }
        List<String> authorization = headers.getRequestHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
        return switch (BearerToken.read(authorization)) {
            case BearerToken.Unreadable() -> Replies.stranger();
            case BearerToken.None() -> register(body, (String) null);
            case BearerToken.Presented(String token) -> register(body, token);
        };
    }

    /** Any other content, in words that OAuth clients understand. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response notJson(byte[] ignored) {
        return config.mode().on() ? Replies.notJson() : Replies.off();
    }

    @ServerExceptionMapper
    public Response failed(Throwable e) {
        return OAuthError.failure(e);
    }

    private Response register(String body, @Nullable String token) {
        return switch (registration.register(token, BoundedJson.read(body, LONGEST))) {
            case Registration.Registered(var client, var secret, var own) ->
                Replies.of(201, described.of(client, secret, own));
            case Registration.Refused(OAuthError error) -> Replies.of(400, error);
            case Registration.NotLetIn() -> Replies.stranger();
            case Registration.TooMany(int seconds) ->
                Replies.later(429, "Too many clients register from there.", seconds);
            case Registration.Full() -> Replies.later(503, "Too many clients have registered.", HOUR);
        };
    }
}
