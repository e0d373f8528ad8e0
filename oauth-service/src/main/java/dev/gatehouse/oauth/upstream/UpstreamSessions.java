package dev.gatehouse.oauth.upstream;

import dev.gatehouse.common.peer.SessionService.Named;
import dev.gatehouse.common.secret.Sealing;
import dev.gatehouse.oauth.provider.ConnectConfig;
import dev.gatehouse.oauth.provider.UpstreamProvider;
import dev.gatehouse.oauth.upstream.UpstreamSessionStore.Began;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes which sessions here began at a provider, so that they end with what they began by. Blocks. */
@Singleton
public class UpstreamSessions {
    /** It is not known how long the session goes on. */
    private static final Duration LOOK = Duration.ofMinutes(30);

    private static final int LONGEST_SID = 255;
    /** As a hint it is part of an address, and servers refuse long ones. */
    static final int LONGEST_TOKEN = 4000;

    private final UpstreamSessionStore store;
    private final Notices notices;
    private final Sealing sealing;

    UpstreamSessions(UpstreamSessionStore store, Notices notices, ConnectConfig config) {
        this.store = store;
        this.notices = notices;
        sealing = new Sealing(config.encryptionKey());
    }

    /**
     * To be called before the browser is given the session. What ends there from now on ends it here.
     *
     * @param claims of the ID token
     * @return false where it is over already
     */
    public boolean began(
            UpstreamProvider provider, Named session, Map<String, @Nullable Object> claims, @Nullable String idToken) {
        String subject = String.valueOf(claims.get("sub"));
        String sid = claims.get("sid") instanceof String text && text.length() <= LONGEST_SID ? text : null;
        Instant since =
                claims.get("iat") instanceof Number iat ? Instant.ofEpochSecond(iat.longValue()) : Instant.now();
        boolean kept = idToken != null && provider.signOut().offered() && idToken.length() <= LONGEST_TOKEN;
        store.note(
                new Began(
                        provider.name(),
                        session,
                        subject,
                        sid,
                        kept ? sealed(idToken, provider.name(), session.sid()) : null,
                        since),
                LOOK);
        // After it is noted: of a sign-out at the same time, one of the two sees the other.
        return !provider.signOut().honoured() || !notices.over(provider.name(), sid, subject, since);
    }

    private String sealed(@Nullable String idToken, String provider, String sid) {
        byte[] token = String.valueOf(idToken).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(sealing.seal(token, context(provider, sid)));
    }

    /** An ID token that was kept of a session. */
    String opened(String sealed, String provider, String sid) {
        return new String(
                sealing.open(Base64.getDecoder().decode(sealed), context(provider, sid)), StandardCharsets.UTF_8);
    }

    private static String context(String provider, String sid) {
        return "oauth.upstream_sessions.id_token/" + provider + "/" + sid;
    }
}
