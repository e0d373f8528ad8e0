package dev.gatehouse.session.session;

import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.OAuthService.SessionEnded;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.problem.PeerAway;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Tells the other services what ended. That it is to be told stands in Redis until it is. Never blocks. */
@ApplicationScoped
class Endings {
    private static final Logger LOG = Logger.getLogger(Endings.class);
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private final EndingStore store;
    private final SessionConfig config;
    private final TokenService tokens;
    private final OAuthService oauth;
    private final InstantSource clock;

    Endings(EndingStore store, SessionConfig config, TokenService tokens, OAuthService oauth, InstantSource clock) {
        this.store = store;
        this.config = config;
        this.tokens = tokens;
        this.oauth = oauth;
        this.clock = clock;
    }

    /**
     * Fails where token-service is away: nobody is told that they are signed out while tokens of theirs count. That clients
     * are told of it nobody waits for long, and where oauth-service is away, it is told later. Each step can come more than
     * once.
     */
    Uni<Void> tell(Ended ended) {
        return revoke(ended)
                .chain(() -> ended.ofSession()
                        ? tellClients(ended).onFailure().recoverWithUni(away -> {
                            LOG.warnf("clients wait to be told of a sign-out: %s", away);
                            return Uni.createFrom().voidItem();
                        })
                        : Uni.createFrom().voidItem());
    }

    /** Of all of them; fails where token-service is away. */
    Uni<Void> tell(List<Ended> all) {
        return each(all, this::tell);
    }

    private Uni<Void> revoke(Ended ended) {
        return tokens.revoke(ended.revocation()).chain(() -> store.revoked(ended));
    }

    private Uni<Void> tellClients(Ended ended) {
        return oauth.ended(new SessionEnded(ended.name(), ended.subject(), ended.since()))
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new PeerAway("oauth-service takes too long"))
                .chain(() -> store.told(ended));
    }

    private static Uni<Void> each(List<Ended> all, Function<Ended, Uni<? extends Void>> step) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUni(step)
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Of whatever of the user's ended before and still has tokens; fails where token-service is away. */
    Uni<Void> tellThoseLeftOf(UUID user) {
        return store.of(user).chain(this::tell);
    }

    /** The session that went by this cookie, where it has tokens still. */
    Uni<Optional<Ended>> leftBy(String cookie) {
        return store.by(cookie);
    }

    /** Of all of them, for whoever need not know that it was done: a service that is away is told later. */
    Uni<Void> tellSoon(List<Ended> all) {
        return tell(all).onFailure().recoverWithUni(away -> {
            LOG.warnf("%d sign-outs wait to be told: %s", all.size(), away);
            return Uni.createFrom().voidItem();
        });
    }

    /**
     * Finishes what nobody is at any more, where it is this replica's turn: tokens, and what clients are told, each until one
     * fails, for the next would as well.
     */
    Uni<Void> finishThoseLeft() {
        return store.take(config.ending().every().minusMillis(1))
                .chain(ours -> ours
                        ? asFarAsItGoes("tokens", store::endedBefore, this::revoke)
                                .chain(() -> asFarAsItGoes("clients", store::revokedBefore, this::tellClients))
                        : Uni.createFrom().voidItem())
                .onFailure()
                .recoverWithUni(away -> {
                    LOG.warnf("sign-outs wait to be told: %s", away);
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> asFarAsItGoes(
            String whose, Function<Instant, Uni<List<Ended>>> left, Function<Ended, Uni<? extends Void>> step) {
        return all(left, step).onFailure().recoverWithUni(away -> {
            LOG.warnf("sign-outs wait for their %s: %s", whose, away);
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> all(Function<Instant, Uni<List<Ended>>> left, Function<Ended, Uni<? extends Void>> step) {
        return left.apply(clock.instant().minus(config.ending().after()))
                .chain(some -> some.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : each(some, step).chain(() -> all(left, step)));
    }
}
