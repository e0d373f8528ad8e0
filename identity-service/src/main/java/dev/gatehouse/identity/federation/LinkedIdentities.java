package dev.gatehouse.identity.federation;

import dev.gatehouse.common.peer.FederatedIdentity;
import dev.gatehouse.common.peer.IdentityService.Linked;
import dev.gatehouse.common.peer.IdentityService.LinkedToAnother;
import dev.gatehouse.common.peer.IdentityService.Linking;
import dev.gatehouse.common.peer.IdentityService.NobodyToLink;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import dev.gatehouse.identity.user.WaysIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Links between users who are signed in and their accounts at upstream providers. Each step is one transaction. */
@ApplicationScoped
@Transactional
public class LinkedIdentities {
    private final FederatedStore store;
    private final UserStore users;
    private final WaysIn waysIn;
    private final AuditTrail trail;

    LinkedIdentities(FederatedStore store, UserStore users, WaysIn waysIn, AuditTrail trail) {
        this.store = store;
        this.users = users;
        this.waysIn = waysIn;
        this.trail = trail;
    }

    /** What came of taking a link away. */
    public enum Unlinking {
        DONE,
        ABSENT,
        /** It is the only way in that the user has. */
        LAST_WAY_IN
    }

    /** The first one first. */
    public List<LinkedIdentity> of(UUID user) {
        return store.of(user);
    }

    /**
     * Links an account at a provider to a user who is signed in and has just shown that the account is theirs. Nothing is
     * done where it is theirs already; nothing is taken from another user.
     */
    public Linking link(UUID user, FederatedIdentity identity) {
        Optional<Account> account = users.locked(user).filter(found -> !found.disabled());
        if (account.isEmpty()) {
            return new NobodyToLink();
        }
        if (store.link(identity.provider(), identity.subject(), user)) {
            trail.note(new AuditEvent(AuditKind.federated_identity_linked, user, user.toString(), identity.provider()));
            return new Linked();
        }
        boolean theirs = store.find(identity.provider(), identity.subject())
                .map(Account::id)
                .filter(user::equals)
                .isPresent();
        return theirs ? new Linked() : new LinkedToAnother();
    }

    /** @param id of the link, as {@link LinkedIdentity#id} has it */
    public Unlinking unlink(UUID user, String id) {
        // Locked: of the last two ways in, two calls at once cannot take one each.
        if (users.locked(user).isEmpty()) {
            return Unlinking.ABSENT;
        }
        Optional<LinkedIdentity> link =
                store.of(user).stream().filter(each -> each.id().equals(id)).findFirst();
        if (link.isEmpty()) {
            return Unlinking.ABSENT;
        }
        store.unlink(link.get().provider(), link.get().subject());
        if (!waysIn.anyFor(user)) {
            QuarkusTransaction.setRollbackOnly();
            return Unlinking.LAST_WAY_IN;
        }
        trail.note(new AuditEvent(
                AuditKind.federated_identity_unlinked,
                user,
                user.toString(),
                link.get().provider()));
        return Unlinking.DONE;
    }
}
