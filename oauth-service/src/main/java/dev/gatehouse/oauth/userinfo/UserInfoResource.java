package dev.gatehouse.oauth.userinfo;

import dev.gatehouse.common.caller.Caller;
import dev.gatehouse.common.caller.TokenHolders;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.userinfo.PresentedToken.Misplaced;
import dev.gatehouse.oauth.userinfo.PresentedToken.Nothing;
import dev.gatehouse.oauth.userinfo.PresentedToken.Presented;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Claims of the user that an access token stands for (OpenID Connect Core, section 5.3). Scripts of any origin may call it: it
 * looks at nothing that a browser adds by itself.
 */
@Path("/oauth2/userinfo")
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, UserInfoResource.JWT})
public class UserInfoResource {
    static final String JWT = "application/jwt";
    private static final Logger LOG = Logger.getLogger(UserInfoResource.class);
    private static final String PATH = "/oauth2/userinfo";
    private static final String CHALLENGE = "WWW-Authenticate";
    private final UserInfo userInfo;
    private final TokenHolders holders;

    UserInfoResource(UserInfo userInfo, TokenHolders holders) {
        this.userInfo = userInfo;
        this.holders = holders;
    }

    @GET
    public Response get(HttpHeaders headers, UriInfo uri) {
        return answer("GET", headers, FormParameters.NONE, uri);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response form(String body, HttpHeaders headers, UriInfo uri) {
        try {
            return answer("POST", headers, FormParameters.parse(body), uri);
        } catch (IllegalArgumentException e) {
            return malformed("The form cannot be read.").build();
        }
    }

    /** With any other content, or none: the token is in the header. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response post(byte[] ignored, HttpHeaders headers, UriInfo uri) {
        return answer("POST", headers, FormParameters.NONE, uri);
    }

    private Response answer(String method, HttpHeaders headers, FormParameters form, UriInfo uri) {
        List<String> authorization = headers.getRequestHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
        ResponseBuilder answer = switch (PresentedToken.read(authorization, form, query(uri))) {
            case Nothing() -> challenged(401, "unauthorized", "An access token is needed.", "Bearer");
            case Misplaced(String why) -> malformed(why);
            case Presented(String scheme, String token) ->
                switch (holders.of(method, PATH, scheme, token, headers).await().indefinitely()) {
                    case TokenHolders.Refused(Response refusal) -> passedOn(refusal);
                    case TokenHolders.Held(Caller caller) -> told(caller, scheme);
                };
        };
        return answer.build();
    }

    private static FormParameters query(UriInfo uri) {
        return new FormParameters(Map.copyOf(uri.getQueryParameters()));
    }

    private ResponseBuilder told(Caller caller, String scheme) {
        UUID user = caller.user();
        if (user == null || !caller.scope().has(Scope.OPENID)) {
            return challenged(
                    403,
                    "insufficient_scope",
                    "This needs a token of a user, with the scope openid.",
                    scheme + " error=\"insufficient_scope\", scope=\"openid\"");
        }
        return switch (userInfo.of(caller, user)) {
            case UserInfo.Claims(Map<String, Object> claims) ->
                Response.ok(claims, MediaType.APPLICATION_JSON_TYPE).header("Cache-Control", "no-store");
            case UserInfo.Jwt(String text) -> Response.ok(text, JWT).header("Cache-Control", "no-store");
            case UserInfo.Gone() ->
                challenged(401, "invalid_token", "The user is gone.", scheme + " error=\"invalid_token\"");
            case UserInfo.Untold(String why) -> {
                LOG.warnf("client %s is not told of its user: %s", caller.clientId(), why);
                yield Response.fromResponse(Problem.unavailable());
            }
        };
    }

    /** Without the challenges of what is not looked at here: cookies and passwords. */
    private static ResponseBuilder passedOn(Response refusal) {
        List<String> challenges =
                Objects.requireNonNullElse(refusal.getStringHeaders().get(CHALLENGE), List.<String>of()).stream()
                        .filter(challenge -> challenge.startsWith("Bearer") || challenge.startsWith("DPoP"))
                        .toList();
        var answer = Response.fromResponse(refusal).header(CHALLENGE, null);
        challenges.forEach(challenge -> answer.header(CHALLENGE, challenge));
        return answer;
    }

    private static ResponseBuilder malformed(String why) {
        return challenged(400, "invalid_request", why, "Bearer error=\"invalid_request\"");
    }

    private static ResponseBuilder challenged(int status, String code, String detail, String challenge) {
        return Problem.of(status, code, detail).builder().header(CHALLENGE, challenge);
    }
}
