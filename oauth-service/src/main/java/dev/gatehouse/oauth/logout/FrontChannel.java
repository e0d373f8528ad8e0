package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.oauth.client.ClientLogout;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.client.RegisteredClient;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a browser opens in frames, so that clients forget the user there (OpenID Connect Front-Channel Logout 1.0). */
@Singleton
class FrontChannel {
    private static final int MOST = 50;
    private final SessionClientStore sessions;
    private final Clients clients;
    private final String issuer;

    FrontChannel(
            SessionClientStore sessions, Clients clients, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.sessions = sessions;
        this.clients = clients;
        this.issuer = issuer;
    }

    /** Those of a session, which has to be asked for before it ends. Blocks. */
    List<String> of(String sid) {
        return sessions.of(sid, MOST).stream()
                .map(id -> clients.find(id).await().indefinitely())
                .flatMap(Optional::stream)
                .map(RegisteredClient::logout)
                .flatMap(logout -> frame(logout, issuer, sid))
                .toList();
    }

    /** With issuer and session where the client has to be told which (section 2). */
    static Stream<String> frame(ClientLogout logout, String issuer, String sid) {
        String uri = logout.frontchannelLogoutUri();
        if (uri == null || !logout.frontchannelLogoutSessionRequired()) {
            return Stream.ofNullable(uri);
        }
        var said = new LinkedHashMap<String, String>();
        said.put("iss", issuer);
        said.put("sid", sid);
        return Stream.of(uri + (uri.indexOf('?') < 0 ? '?' : '&') + FormParameters.encode(said));
    }
}
