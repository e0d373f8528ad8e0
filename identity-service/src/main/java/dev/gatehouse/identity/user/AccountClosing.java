package dev.gatehouse.identity.user;

import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.problem.PeerAway;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Ends all that users hold in the other services, whose accounts are closed or who are signed out everywhere; has what those
 * who are to be removed have consented to forgotten, and then removes them. What is still to do stands in PostgreSQL, for a
 * closed account from the transaction on that closes it: if another service is away, or this one dies, a replica comes back
 * to it.
 */
@ApplicationScoped
class AccountClosing {
    private static final Logger LOG = Logger.getLogger(AccountClosing.class);
    private final ClosingStore store;
    private final NotedChanges changes;
    private final TokenService tokens;
    private final SessionService sessions;
    private final OAuthService oauth;
    private final ClosingConfig config;
    private final Vertx vertx;
    private final ExecutorService threads;
    private final AtomicBoolean busy = new AtomicBoolean();
    private long timer;

    AccountClosing(
            ClosingStore store,
            NotedChanges changes,
            TokenService tokens,
            SessionService sessions,
            OAuthService oauth,
            ClosingConfig config,
            Vertx vertx,
            @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.changes = changes;
        this.tokens = tokens;
        this.sessions = sessions;
        this.oauth = oauth;
        this.config = config;
        this.vertx = vertx;
        this.threads = threads;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(config.every().toMillis(), id -> comeBack());
    }

    /** In a context of its own, as a request has one: that of the timer is everybody's, and nothing may be kept in it. */
    private void comeBack() {
        VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())
                .runOnContext(started -> threads.execute(this::finishThoseDue));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Of an account that was just closed. False where another service is away: then it will be done as soon as it is back. */
    boolean finishNow(UUID user) {
        Optional<ClosingStore.Closing> closing = store.find(user);
        if (closing.isEmpty() || finish(closing.get())) {
            return true;
        }
        store.giveBack(user);
        return false;
    }

    /**
     * Ends all that the user of an account holds which stays open. False where another service is away: then it will be done
     * as soon as it is back, also to what the user holds by then.
     */
    boolean endNow(UUID user) {
        store.begin(user, false, user.toString(), ClosingStore.AT_IT);
        return finishNow(user);
    }

    /** All that are due, one after the other; until one fails, for the next would fail as well. */
    void finishThoseDue() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            boolean goOn = true;
            while (goOn) {
                goOn = store.takeUp(config.longestDelay()).map(this::finish).orElse(false);
            }
        } catch (RuntimeException e) {
            // PostgreSQL is away: what was taken up is due again after a while.
            LOG.warnf("closed accounts wait to be finished: %s", e);
        } finally {
            busy.set(false);
        }
    }

    private boolean finish(ClosingStore.Closing closing) {
        try {
            tokens.revoke(new TokenService.Revoke(
                            TokenService.Kind.user, closing.user().toString()))
                    .chain(() -> sessions.endAll(closing.user()))
                    .chain(() -> closing.removal()
                            ? oauth.forget(closing.user())
                            : Uni.createFrom().voidItem())
                    .await()
                    .indefinitely();
        } catch (PeerAway e) {
            LOG.warnf("the closing of %s waits: %s", closing.user(), e.getMessage());
            return false;
        }
        if (closing.removal()) {
            changes.remove(closing.user(), closing.actor());
        } else {
            store.done(closing);
        }
        return true;
    }
}
