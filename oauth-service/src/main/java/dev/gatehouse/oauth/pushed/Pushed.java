package dev.gatehouse.oauth.pushed;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.oauth.page.Mishap;
import dev.gatehouse.oauth.request.AuthorizationRequest;
import dev.gatehouse.oauth.request.Parameters;
import dev.gatehouse.oauth.request.RequestCheck;
import dev.gatehouse.oauth.request.RequestCheck.ForTheClient;
import dev.gatehouse.oauth.request.RequestCheck.ForTheUser;
import dev.gatehouse.oauth.request.RequestCheck.InOrder;
import dev.gatehouse.oauth.requestobject.RequestObjects;
import dev.gatehouse.oauth.token.Proven;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes requests that clients push, once they are in order (RFC 9126, section 2). Blocks. */
@Singleton
public class Pushed {
    private final PushedRequests requests;
    private final RequestObjects objects;
    private final PushedConfig config;

    Pushed(PushedRequests requests, RequestObjects objects, PushedConfig config) {
        this.requests = requests;
        this.objects = objects;
        this.config = config;
    }

    /** What came of it. */
    public sealed interface Outcome permits Kept, TooMany, Refused {}

    /** @param expiresIn seconds */
    public record Kept(String requestUri, long expiresIn) implements Outcome {}

    /** The client has pushed as many as it may in a minute. */
    public record TooMany() implements Outcome {}

    public record Refused(OAuthError error) implements Outcome {}

    /** @param form with the request, and maybe what the client has proved itself by */
    public Outcome keep(Proven proven, FormParameters form) {
        String clientId = proven.client().clientId();
        if (form.get(Parameters.REQUEST_URI) != null) {
            return new Refused(OAuthError.request("request_uri has no place in a request that is pushed."));
        }
        if (!form.repeated(Parameters.RESOURCE).isEmpty()) {
            return new Refused(OAuthError.request("A parameter is there more than once."));
        }
        if (!requests.admits(proven.client())) {
            return new TooMany();
        }
        String object = form.get(Parameters.REQUEST);
        if (object == null) {
            FormParameters sent = Parameters.sent(form);
            return check(proven, FormParameters.parse(sent.encode(Set.of(), Map.of(Parameters.CLIENT_ID, clientId))));
        }
        return switch (objects.byValue(proven.client(), object)) {
            case RequestObjects.Read read -> check(proven, read.parameters());
            case RequestObjects.Wrong(String error, String why) -> new Refused(new OAuthError(error, why));
        };
    }

    private Outcome check(Proven proven, FormParameters parameters) {
        return switch (RequestCheck.check(parameters, proven.client())) {
            case ForTheUser(Mishap ignored) ->
                new Refused(OAuthError.request("redirect_uri is missing, or none of the client's."));
            case ForTheClient refused -> new Refused(new OAuthError(refused.error(), refused.description()));
            case InOrder(AuthorizationRequest request) -> keep(proven, parameters, request.dpopJkt());
        };
    }

    /** A proof that comes with it names the key of the code as the parameter does (RFC 9449, section 10.1). */
    private Outcome keep(Proven proven, FormParameters parameters, @Nullable String named) {
        String proved =
                proven.confirmation() == null ? null : proven.confirmation().jkt();
        if (proved != null && named != null && !proved.equals(named)) {
            return new Refused(OAuthError.proof("dpop_jkt is not the key of the proof."));
        }
        FormParameters kept = proved == null
                ? parameters
                : FormParameters.parse(parameters.encode(Set.of(), Map.of(Parameters.DPOP_JKT, proved)));
        return new Kept(
                requests.keep(proven.client().clientId(), kept),
                config.lifetime().toSeconds());
    }
}
