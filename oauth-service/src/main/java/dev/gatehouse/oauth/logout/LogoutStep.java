package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.peer.SignatureService.Hint;
import dev.gatehouse.oauth.client.RegisteredClient;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What comes of a client's wish that the user be signed out (OpenID Connect RP-Initiated Logout 1.0, sections 2 to 4); pure.
 * Nobody is led to an address that is not registered for the client, character by character, and only where the client has
 * shown an ID token of ours or the user has confirmed it.
 */
sealed interface LogoutStep {
    /** Ends the session, then leads on. @param exit null for nowhere */
    record End(Live session, @Nullable String exit) implements LogoutStep {}

    /** Asks the user. @param client of which it is said that it asks; null where that is not known */
    record Ask(
            Live session,
            @Nullable RegisteredClient client,
            @Nullable String redirectUri,
            @Nullable String state) implements LogoutStep {}

    /** There is no session in this browser. @param exit null for nowhere */
    record NothingLeft(@Nullable String exit) implements LogoutStep {}

    /** The ID token was given to another client than the one that is named. */
    record AnotherClient() implements LogoutStep {}

    /** The client has not registered where it wants to lead the user. */
    record UnknownExit() implements LogoutStep {}

    /**
     * @param hint what the ID token says; empty where there is none that counts
     * @param client to which the ID token was given, else the one that is named
     */
    static LogoutStep of(
            LogoutRequest request, Optional<Hint> hint, Optional<RegisteredClient> client, Optional<Live> session) {
        String named = request.clientId();
        if (hint.isPresent() && named != null && !named.equals(hint.get().audience())) {
            return new AnotherClient();
        }
        if (strays(request, client)) {
            return new UnknownExit();
        }
        // An ID token of a client that is gone vouches for nothing.
        boolean vouched = hint.isPresent() && client.isPresent();
        String exit = client.isPresent() ? exit(request) : null;
        if (session.isEmpty()) {
            return new NothingLeft(vouched ? exit : null);
        }
        Live live = session.get();
        return vouched && live.sid().equals(hint.get().sid())
                ? new End(live, exit)
                : new Ask(live, client.orElse(null), exit == null ? null : request.redirectUri(), request.state());
    }

    /** The same once the user has confirmed it, on a page that named the client. */
    static LogoutStep confirmed(LogoutRequest request, Optional<RegisteredClient> client, Live session) {
        return strays(request, client)
                ? new UnknownExit()
                : new End(session, client.isPresent() ? exit(request) : null);
    }

    private static boolean strays(LogoutRequest request, Optional<RegisteredClient> client) {
        String uri = request.redirectUri();
        return uri != null
                && client.isPresent()
                && !client.get().logout().postLogoutRedirectUris().contains(uri);
    }

    private static @Nullable String exit(LogoutRequest request) {
        String uri = request.redirectUri();
        String state = request.state();
        return uri == null || state == null
                ? uri
                : uri + (uri.indexOf('?') < 0 ? '?' : '&') + FormParameters.encode(Map.of("state", state));
    }
}
