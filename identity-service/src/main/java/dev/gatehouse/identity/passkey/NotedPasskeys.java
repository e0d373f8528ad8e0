package dev.gatehouse.identity.passkey;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.passkey.PasskeyKeeping.Removal;
import dev.gatehouse.identity.user.UserStore;
import dev.gatehouse.identity.user.WaysIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Changes of passkeys, each in one transaction with the event that tells of it. */
@ApplicationScoped
@Transactional
class NotedPasskeys {
    private final PasskeyStore store;
    private final UserStore users;
    private final WaysIn ways;
    private final PasskeyDemand demand;
    private final AuditTrail trail;
    private final Event<NoPasskeyLeft> last;
    private final PasskeyConfig config;

    NotedPasskeys(
            PasskeyStore store,
            UserStore users,
            WaysIn ways,
            PasskeyDemand demand,
            AuditTrail trail,
            Event<NoPasskeyLeft> last,
            PasskeyConfig config) {
        this.config = config;
        this.store = store;
        this.users = users;
        this.ways = ways;
        this.demand = demand;
        this.trail = trail;
        this.last = last;
    }

    PasskeyStore.Insertion add(UUID id, UUID user, String name, Passkey.Facts facts, int limit) {
        PasskeyStore.Insertion insertion = store.insert(id, user, name, facts, limit);
        if (insertion == PasskeyStore.Insertion.kept) {
            trail.note(new AuditEvent(AuditKind.passkey_added, user, user.toString(), id.toString()));
        }
        return insertion;
    }

    /** @param multipleFactors whether the user has signed in with more than one */
    Removal remove(UUID user, UUID id, boolean multipleFactors) {
        // Whoever takes another way in away at the same time waits here.
        users.locked(user);
        if (!store.remove(user, id)) {
            return Removal.ABSENT;
        }
        if (!ways.anyFor(user)) {
            QuarkusTransaction.setRollbackOnly();
            return Removal.LAST_WAY_IN;
        }
        boolean none = store.ofUser(user).isEmpty();
        if (none && !multipleFactors && demand.on(user)) {
            QuarkusTransaction.setRollbackOnly();
            return Removal.FACTOR_DUE;
        }
        trail.note(new AuditEvent(AuditKind.passkey_removed, user, user.toString(), id.toString()));
        if (none) {
            last.fire(new NoPasskeyLeft(user));
        }
        return Removal.DONE;
    }

    /** As {@link #use}, and nothing else is asked for. */
    PasskeyStore.Use signIn(Passkey passkey, Ceremonies.Use use, List<String> amr) {
        UUID user = passkey.user();
        PasskeyStore.Use came = use(passkey, use);
        if (came instanceof PasskeyStore.Counts) {
            trail.note(new AuditEvent(AuditKind.signed_in, user, user.toString(), String.join(" ", amr)));
        }
        return came;
    }

    /** That a counter went back is noted. */
    PasskeyStore.Use use(Passkey passkey, Ceremonies.Use use) {
        PasskeyStore.Use came = store.use(passkey.id(), use, config.challengeLifetime());
        if (came instanceof PasskeyStore.CountedBack) {
            trail.note(new AuditEvent(
                    AuditKind.passkey_cloned, passkey.user(), null, passkey.id().toString()));
        }
        return came;
    }
}
