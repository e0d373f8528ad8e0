package dev.gatehouse.oauth.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.oauth.bound.Callers;
import dev.gatehouse.oauth.bound.Callers.Call;
import dev.gatehouse.oauth.bound.Callers.Known;
import dev.gatehouse.oauth.bound.Callers.TurnedAway;
import dev.gatehouse.oauth.bound.Endpoint;
import dev.gatehouse.oauth.device.DeviceCodeStore.Codes;
import dev.gatehouse.oauth.token.Proven;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The device authorization endpoint (RFC 8628, section 3.1). */
@Path(DeviceAuthorizationResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class DeviceAuthorizationResource {
    static final String PATH = "/oauth2/device_authorization";
    private final Callers callers;
    private final DeviceRequests requests;
    private final DeviceConfig config;
    private final String issuer;

    DeviceAuthorizationResource(
            Callers callers,
            DeviceRequests requests,
            DeviceConfig config,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.callers = callers;
        this.requests = requests;
        this.config = config;
        this.issuer = issuer;
    }

    /**
     * @param verificationUriComplete the same with the user code, for a picture that is read instead of typed
     * @param expiresIn seconds
     * @param interval seconds
     */
    @RegisterForReflection
    public record Answer(
            String deviceCode,
            String userCode,
            @JsonProperty("verification_uri") String verificationUri,
            @JsonProperty("verification_uri_complete") String verificationUriComplete,
            long expiresIn,
            long interval) {
        /** Keeps the codes out of logs. */
        @Override
        public String toString() {
            return "Answer";
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response ask(String body, @Context HttpServerRequest request) {
        if (!config.enabled()) {
            return off();
        }
        FormParameters form;
        try {
            form = FormParameters.parse(body);
        } catch (IllegalArgumentException e) {
            return OAuthError.request("The form cannot be read.").response();
        }
        Call call = callers.know(callers.shown(request), form, Endpoint.DEVICE)
                .await()
                .indefinitely();
        Response answer = switch (call) {
            case TurnedAway(OAuthError error, var nonce) -> error.response();
            case Known known -> response(requests.keep(new Proven(known.client(), known.confirmation()), form));
        };
        if (call.nonce() != null) {
            answer.getHeaders().add("DPoP-Nonce", call.nonce());
        }
        return answer;
    }

    /** Any other content, in words that OAuth clients understand. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response notAForm(byte[] ignored) {
        return config.enabled() ? OAuthError.notAForm() : off();
    }

    @ServerExceptionMapper
    public Response failed(Throwable e) {
        return OAuthError.failure(e);
    }

    private static Response off() {
        return Problem.of(404, "not_found", "There is nothing at this path.").response();
    }

    private Response response(DeviceRequests.Outcome outcome) {
        return switch (outcome) {
            case DeviceRequests.Kept(Codes codes) ->
                Response.ok(answer(codes))
                        .type(MediaType.APPLICATION_JSON)
                        .header("Cache-Control", "no-store")
                        .header("Pragma", "no-cache")
                        .build();
            case DeviceRequests.TooMany(int seconds) ->
                Response.status(429)
                        .entity(new OAuthError("temporarily_unavailable", "The client's devices ask too often."))
                        .type(MediaType.APPLICATION_JSON)
                        .header("Retry-After", seconds)
                        .header("Cache-Control", "no-store")
                        .build();
            case DeviceRequests.Refused(OAuthError error) -> error.response();
        };
    }

    private Answer answer(Codes codes) {
        String uri = issuer + DeviceResource.PATH;
        return new Answer(
                codes.deviceCode(),
                codes.userCode(),
                uri,
                uri + "?user_code=" + codes.userCode(),
                config.lifetime().toSeconds(),
                config.interval().toSeconds());
    }
}
