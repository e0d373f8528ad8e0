package dev.gatehouse.oauth.upstream;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SessionService.Named;
import dev.gatehouse.common.peer.SessionService.SignOut;
import dev.gatehouse.oauth.outbound.ClientKeys;
import dev.gatehouse.oauth.provider.ProviderStore;
import dev.gatehouse.oauth.provider.UpstreamProvider;
import dev.gatehouse.oauth.upstream.Discovery.Published;
import dev.gatehouse.oauth.upstream.LogoutToken.Over;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * Ends the sessions that began by a session at a provider which is over, as the provider says. What it says is written down
 * first; whatever fails after that, a replica comes back to. Blocks.
 */
@Singleton
class UpstreamSignOut {
    private static final Logger LOG = Logger.getLogger(UpstreamSignOut.class);
    static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final ProviderStore providers;
    private final Discovery discovery;
    private final ClientKeys keys;
    private final Notices notices;
    private final UpstreamSessionStore store;
    private final SessionService sessions;

    UpstreamSignOut(
            ProviderStore providers,
            Discovery discovery,
            ClientKeys keys,
            Notices notices,
            UpstreamSessionStore store,
            SessionService sessions) {
        this.providers = providers;
        this.discovery = discovery;
        this.keys = keys;
        this.notices = notices;
        this.store = store;
        this.sessions = sessions;
    }

    sealed interface Outcome permits Done, Refused, KeysAway, NotHere {}

    /** It is written down, and done or soon to be. */
    record Done() implements Outcome {}

    /** @param why for whoever sent the token */
    record Refused(String why) implements Outcome {}

    /** The keys of the provider cannot be had now. */
    record KeysAway() implements Outcome {}

    /** There is no such provider, or its sign-out does not count. */
    record NotHere() implements Outcome {}

    Outcome receive(String name, String compact) {
        Optional<UpstreamProvider> found =
                providers.provider(name).filter(each -> each.signOut().honoured());
        if (found.isEmpty()) {
            return new NotHere();
        }
        UpstreamProvider provider = found.get();
        Optional<LogoutToken> read = LogoutToken.read(compact);
        if (read.isEmpty()) {
            return new Refused("it is no logout token that is signed with ES256, EdDSA, PS256 or RS256");
        }
        LogoutToken token = read.get();
        // Before anything is fetched or verified: anybody can send one.
        Optional<String> objection =
                token.objection(provider.issuers(), provider.credentials().clientId(), Instant.now());
        return objection.<Outcome>map(Refused::new).orElseGet(() -> verified(provider, token));
    }

    private Outcome verified(UpstreamProvider provider, LogoutToken token) {
        Optional<Published> published = discovery.of(provider);
        if (published.isEmpty()) {
            return new KeysAway();
        }
        return switch (keys.signing(published.get().jwksUri(), token.algorithm(), token.kid())
                .await()
                .indefinitely()) {
            case ClientKeys.Unavailable() -> new KeysAway();
            case ClientKeys.Found(List<PublicJsonWebKey> candidates) ->
                candidates.stream().anyMatch(key -> token.signedBy(key.getPublicKey()))
                        ? once(provider, token)
                        : new Refused("its signature is not by a key of the provider");
        };
    }

    private Outcome once(UpstreamProvider provider, LogoutToken token) {
        if (notices.counted(provider.name(), token.jti())) {
            return new Refused("it came before");
        }
        Over over = token.over();
        // First, for sign-ins that are under way: see UpstreamSessions.
        notices.note(provider.name(), over);
        List<Named> ended = store.end(provider.name(), over, LEASE);
        // Last, for a token that could not be written down has to come again; of two at once both may end the same.
        notices.count(provider.name(), token.jti());
        ended.forEach(this::end);
        return new Done();
    }

    /** Ends a session here; where that fails it is done later. */
    void end(Named session) {
        try {
            sessions.signOut(new SignOut(session.sid(), session.subject(), null))
                    .await()
                    .atMost(PATIENCE);
            store.remove(session);
        } catch (RuntimeException e) {
            LOG.infof("a session that is over at its provider is ended later: %s", e.getMessage());
        }
    }
}
