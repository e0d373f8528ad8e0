package dev.gatehouse.identity.user;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.profile.EntityTag;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an administrator does to users. */
@ApplicationScoped
public class UserAdministration {
    private final UserStore users;
    private final UserSearchStore search;
    private final NotedChanges changes;
    private final AccountClosing closing;
    private final AdministratorStore administrators;
    private final AuditTrail trail;
    private final TokenService tokens;
    private final SessionService sessions;

    UserAdministration(
            UserStore users,
            UserSearchStore search,
            NotedChanges changes,
            AccountClosing closing,
            AdministratorStore administrators,
            AuditTrail trail,
            TokenService tokens,
            SessionService sessions) {
        this.users = users;
        this.search = search;
        this.changes = changes;
        this.closing = closing;
        this.administrators = administrators;
        this.trail = trail;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /** @param after where the page begins */
    Profile.Page page(UserQuery query, UserQuery.Cursor after, int limit) {
        UserSearchStore.Found found = search.find(query, after, limit);
        Map<UUID, Account> accounts = users
                .accounts(found.users().stream().map(UserQuery.Cursor::id).toList())
                .stream()
                .collect(Collectors.toMap(Account::id, account -> account));
        return new Profile.Page(
                found.users().stream()
                        .flatMap(at -> Stream.ofNullable(accounts.get(at.id())))
                        .map(Profile::full)
                        .toList(),
                found.next() == null ? null : found.next().toString());
    }

    /**
     * Changes what users say about themselves, whether they may sign in, and whether they administer, in one step. Disabling,
     * and unmaking an administrator, also ends all that the user holds: tokens, API keys and sessions; where a service is
     * away, as soon as it is back.
     */
    public ProfileEditing.Outcome change(
            UUID id, String actor, AdministeredChange asked, EntityTag.Condition condition) {
        ProfileEditing.Outcome outcome = administrators.change(id, asked, condition, actor);
        if (outcome instanceof ProfileEditing.Edited && asked.takesAway()) {
            closing.finishNow(id);
        }
        return outcome;
    }

    /** Ends all that the user holds; they may sign in again. False where there is no such user. */
    boolean signOut(UUID id, String actor) {
        if (users.account(id).isEmpty()) {
            return false;
        }
        endAll(id);
        trail.note(new AuditEvent(AuditKind.signed_out_everywhere, id, actor, null));
        return true;
    }

    /** Takes the password away, and ends all that the user holds; false where there is no such user. */
    boolean forceReset(UUID id, String actor) {
        if (users.account(id).isEmpty()) {
            return false;
        }
        // First: a service that is away leaves all as it is.
        endAll(id);
        if (!administrators.forceReset(id, actor)) {
            return false;
        }
        endAll(id);
        return true;
    }

    /** What came of a removal. */
    public enum Removal {
        DONE,
        /** The user cannot sign in any more; the rest is done when the service that is away is back. */
        UNDER_WAY,
        ABSENT,
        /** Nobody else could administer; nothing was changed. */
        LAST_ADMINISTRATOR
    }

    /** Removes the user. First no new sign-in, then no old token, and only then no row. */
    public Removal remove(UUID id, String actor) {
        try {
            if (changes.close(id, true, actor).isEmpty()) {
                return Removal.ABSENT;
            }
        } catch (NotedChanges.LastAdministrator e) {
            return Removal.LAST_ADMINISTRATOR;
        }
        return closing.finishNow(id) ? Removal.DONE : Removal.UNDER_WAY;
    }

    /**
     * Lets the user, who is no administrator, sign in no more, in the transaction that is open; {@link #finishClosing} has to
     * follow it.
     */
    public void beginClosing(UUID id, String actor) {
        try {
            changes.close(id, false, actor);
        } catch (NotedChanges.LastAdministrator e) {
            throw new IllegalStateException("the last administrator is not for others to close", e);
        }
    }

    /** Ends all that the user of an account that was closed holds; where a service is away, as soon as it is back. */
    public void finishClosing(UUID id) {
        closing.finishNow(id);
    }

    /** Ends all that the user holds: tokens, grants, API keys and sessions. */
    public void endAll(UUID id) {
        tokens.revoke(new TokenService.Revoke(TokenService.Kind.user, id.toString()))
                .chain(() -> sessions.endAll(id))
                .await()
                .indefinitely();
    }
}
