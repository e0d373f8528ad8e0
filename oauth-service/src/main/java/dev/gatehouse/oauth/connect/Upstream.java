package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.oauth.provider.Preset;
import dev.gatehouse.oauth.provider.UpstreamProvider;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.UserInfo;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The exchange with a provider, as quarkus-oidc leads it (OpenID Connect Core, section 3.1). Blocks. */
@Singleton
class Upstream {
    private static final Logger LOG = Logger.getLogger(Upstream.class);
    private final HttpAuthenticator authenticator;
    private final GitHubUsers gitHub;

    Upstream(HttpAuthenticator authenticator, GitHubUsers gitHub) {
        this.authenticator = authenticator;
        this.gitHub = gitHub;
    }

    sealed interface Outcome permits SendThere, Returned, Denied, Away {}

    /**
     * @param headers of a redirect to the provider
     * @param state that the provider sends back (RFC 6749, section 4.1.1)
     */
    record SendThere(int status, Map<String, String> headers, String state) implements Outcome {}

    /** The browser is back, and what the provider says of its user is valid. */
    record Returned(UpstreamUser user) implements Outcome {}

    /** The user said no there, or what came back does not fit this browser. */
    record Denied() implements Outcome {}

    /** The provider cannot be reached, or does not speak OpenID Connect. */
    record Away() implements Outcome {}

    /** That the browser brings back from a provider; empty where it is on its way there. */
    static Optional<String> state(RoutingContext request) {
        var asked = request.request();
        boolean answered = asked.getParam("code") != null || asked.getParam("error") != null;
        return answered ? Optional.ofNullable(asked.getParam("state")) : Optional.empty();
    }

    /** The browser is on its way there. @param asking what is asked of the provider beside who it is */
    Outcome setOut(UpstreamProvider provider, RoutingContext request, Asking asking) {
        UpstreamPrompt.mark(request, asking);
        return exchange(provider, request);
    }

    Outcome exchange(UpstreamProvider provider, RoutingContext request) {
        UpstreamTenants.mark(request, provider);
        try {
            SecurityIdentity identity =
                    authenticator.attemptAuthentication(request).await().indefinitely();
            if (identity != null && identity.getPrincipal() instanceof JsonWebToken token) {
                // quarkus-oidc opens a session of its own; ours is the only one.
                request.response().removeCookies("q_session_" + provider.tenantId());
                return user(provider, identity, token)
                        .<Outcome>map(Returned::new)
                        .orElseGet(Denied::new);
            }
            // Without the state cookie, sending the browser there again could go on for ever.
            return state(request).isPresent() ? new Denied() : challenge(request);
        } catch (RuntimeException e) {
            if (e instanceof AuthenticationException || e.getCause() instanceof AuthenticationException) {
                LOG.infof("sign-in with %s was refused: %s", provider, e.getMessage());
                return new Denied();
            }
            LOG.warnf(e, "sign-in with %s is not possible", provider);
            return new Away();
        }
    }

    private Optional<UpstreamUser> user(UpstreamProvider provider, SecurityIdentity identity, JsonWebToken token) {
        if (provider.preset().traits().protocol() == Preset.Protocol.GITHUB) {
            // Its ID token is one that quarkus-oidc made up.
            UserInfo info = identity.getAttribute("userinfo");
            AccessTokenCredential access = identity.getCredential(AccessTokenCredential.class);
            return info == null || access == null
                    ? Optional.empty()
                    : Optional.of(new UpstreamUser(
                            gitHub.claims(provider.issuer(), parsed(info.getUserInfoString()), access.getToken()),
                            null));
        }
        String idToken = token.getRawToken();
        Map<String, @Nullable Object> claims =
                parsed(new String(Base64.getUrlDecoder().decode(idToken.split("\\.", -1)[1]), StandardCharsets.UTF_8));
        if (!provider.issuers().issued(claims)) {
            LOG.infof("sign-in with %s was refused: the issuer is not one of its own", provider);
            return Optional.empty();
        }
        return Optional.of(new UpstreamUser(claims, idToken));
    }

    private static Map<String, @Nullable Object> parsed(String json) {
        try {
            return JsonUtil.parseJson(json);
        } catch (JoseException e) {
            throw new IllegalStateException("what a provider says of a user is no JSON", e);
        }
    }

    private Outcome challenge(RoutingContext request) {
        ChallengeData challenge = authenticator.getChallenge(request).await().indefinitely();
        if (challenge == null || challenge.status / 100 != 3) {
            return new Away();
        }
        var headers = new LinkedHashMap<String, String>();
        challenge.getHeaders().forEach((name, value) -> headers.put(name.toString(), value));
        return stateOf(headers)
                .<Outcome>map(state -> new SendThere(challenge.status, headers, state))
                .orElseGet(Away::new);
    }

    private static Optional<String> stateOf(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Location"))
                .map(Map.Entry::getValue)
                .map(location -> FormParameters.parse(location.substring(location.indexOf('?') + 1))
                        .get("state"))
                .filter(Objects::nonNull)
                .findFirst();
    }
}
