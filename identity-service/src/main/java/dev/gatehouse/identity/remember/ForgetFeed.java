package dev.gatehouse.identity.remember;

import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.RecordedEvent;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Tells all replicas whose credentials have changed, by a channel of Redis, and hears it. When the subscription is lost all
 * is forgotten, and nothing remembered until there is one again.
 */
@Singleton
class ForgetFeed {
    static final String CHANNEL = "identity:forget";
    /** After these, what let the user in before may do so no more, or they may do less. */
    private static final Set<String> CHANGES = Stream.of(
                    AuditKind.password_changed,
                    AuditKind.password_reset,
                    AuditKind.password_reset_forced,
                    AuditKind.reprovisioned,
                    AuditKind.factor_added,
                    AuditKind.disabled,
                    AuditKind.deleted,
                    AuditKind.email_changed,
                    AuditKind.signed_out_everywhere,
                    AuditKind.admin_made,
                    AuditKind.admin_unmade)
            .map(AuditKind::name)
            .collect(Collectors.toUnmodifiableSet());

    private static final Logger LOG = Logger.getLogger(ForgetFeed.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private final ReactiveRedisDataSource redis;
    private final RememberedCalls memory;
    private volatile boolean stopped;

    ForgetFeed(ReactiveRedisDataSource redis, RememberedCalls memory) {
        this.redis = redis;
        this.memory = memory;
    }

    void start(@Observes StartupEvent event) {
        listen();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        memory.deaf();
    }

    /** Here at once, elsewhere as soon as Redis has told. */
    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecordedEvent event) {
        UUID user = event.subject();
        if (user == null || !CHANGES.contains(event.event())) {
            return;
        }
        memory.forget(user);
        try {
            redis.pubsub(String.class).publish(CHANNEL, user.toString()).await().atMost(LONGEST);
        } catch (RuntimeException e) {
            // It is changed, and stays so. Where Redis is gone the others have lost their subscriptions, and forgotten
            // all.
            LOG.warn("others may remember a changed password until their time is over", e);
        }
    }

    void listen() {
        var over = new AtomicBoolean();
        Runnable lost = () -> {
            if (over.compareAndSet(false, true)) {
                memory.deaf();
                again();
            }
        };
        redis.pubsub(String.class)
                .subscribe(CHANNEL, text -> memory.forget(UUID.fromString(text)), lost, failure -> lost.run())
                .subscribe()
                .with(
                        subscriber -> {
                            memory.listening();
                            // It may have ended before it was known to have begun.
                            if (over.get()) {
                                memory.deaf();
                            }
                        },
                        failure -> lost.run());
    }

    private void again() {
        Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE).subscribe().with(ignored -> {
            if (!stopped) {
                listen();
            }
        });
    }
}
