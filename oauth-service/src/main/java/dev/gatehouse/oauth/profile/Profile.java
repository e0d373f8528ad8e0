package dev.gatehouse.oauth.profile;

import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.oauth.algorithm.ClientAlgorithms;
import dev.gatehouse.oauth.client.RegisteredClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is demanded of a client by what it is registered for, above all by the FAPI 2.0 Security Profile (section 5.3.2); pure.
 * What its metadata has to be is checked when it is registered, and what counts is checked here again.
 */
public final class Profile {
    private static final Duration LONGEST_CODE = Duration.ofSeconds(60);

    private Profile() {}

    /** Algorithms of the assertions that it signs with a key of its own. */
    public static Set<String> assertionAlgorithms(RegisteredClient client) {
        return algorithms(client, client.proof().tokenEndpointAuthSigningAlg());
    }

    /** Algorithms of the request objects that it signs; none where it is registered for those that are not signed. */
    public static Set<String> requestAlgorithms(RegisteredClient client) {
        return algorithms(client, client.requests().requestObjectSigningAlg());
    }

    private static Set<String> algorithms(RegisteredClient client, @Nullable String registered) {
        Set<String> all = client.requests().fapi() ? ClientAlgorithms.OF_FAPI : ClientAlgorithms.OF_KEYS;
        return registered == null ? all : all.contains(registered) ? Set.of(registered) : Set.of();
    }

    /** Whether its assertions are for the issuer alone, named by a string, and for no endpoint. */
    public static boolean issuerAlone(RegisteredClient client) {
        return client.requests().fapi();
    }

    /** Whether it may ask for authorization by what it has pushed alone (RFC 9126, section 6). */
    public static boolean pushedAlone(RegisteredClient client) {
        return client.requests().fapi() || client.requests().requirePushedAuthorizationRequests();
    }

    /** Whether its authorization requests need a code challenge, of method S256. */
    public static boolean challenged(RegisteredClient client) {
        return client.requests().fapi()
                || !client.confidential()
                || client.requests().requirePkce();
    }

    /** Why the client gets no tokens; empty where it does. @param confirmation what they would be bound to */
    public static Optional<OAuthError> objectionToTokens(RegisteredClient client, @Nullable Confirmation confirmation) {
        if (!client.requests().fapi()) {
            return Optional.empty();
        }
        boolean proves = switch (client.authMethod()) {
            case private_key_jwt, tls_client_auth, self_signed_tls_client_auth -> true;
            case client_secret_basic, client_secret_post, client_secret_jwt, none -> false;
        };
        if (!proves) {
            return Optional.of(OAuthError.unauthorized("The client does not prove who it is as its profile asks."));
        }
        return confirmation == null
                ? Optional.of(OAuthError.request("The client's profile asks for tokens that are bound to a key."))
                : Optional.empty();
    }

    /** Whether a code that was given then is over for it, however long codes last. */
    public static boolean codeIsOver(RegisteredClient client, @Nullable Instant issuedAt, Instant now) {
        return client.requests().fapi()
                && (issuedAt == null || issuedAt.plus(LONGEST_CODE).isBefore(now));
    }

    /** Whether a refresh gives it another refresh token. */
    public static boolean rotates(RegisteredClient client) {
        return !client.requests().fapi();
    }
}
