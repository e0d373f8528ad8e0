package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.page.FrameSource;
import dev.gatehouse.oauth.logout.SessionClientStore.Farewell;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a browser opens in frames, so that clients forget the user there (OpenID Connect Front-Channel Logout 1.0). */
@Singleton
class FrontChannel {
    private static final int MOST = 50;
    private final SessionClientStore sessions;
    private final String issuer;

    FrontChannel(SessionClientStore sessions, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.sessions = sessions;
        this.issuer = issuer;
    }

    /** Those of a session, which has to be asked for before it ends; of the clients that it signed in to first. Blocks. */
    List<String> of(String sid) {
        return sessions.farewells(sid, MOST).stream()
                .filter(farewell -> FrameSource.of(farewell.uri()).isPresent())
                .map(farewell -> frame(farewell, issuer, sid))
                .toList();
    }

    /** With issuer and session where the client has to be told which (section 2). */
    static String frame(Farewell farewell, String issuer, String sid) {
        String uri = farewell.uri();
        if (!farewell.sessionRequired()) {
            return uri;
        }
        var said = new LinkedHashMap<String, String>();
        said.put("iss", issuer);
        said.put("sid", sid);
        return uri + (uri.indexOf('?') < 0 ? '?' : '&') + FormParameters.encode(said);
    }
}
