package dev.gatehouse.identity.user;

import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
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

    UserAdministration(
            UserStore users,
            UserSearchStore search,
            NotedChanges changes,
            AccountClosing closing,
            AdministratorStore administrators,
            AuditTrail trail) {
        this.users = users;
        this.search = search;
        this.changes = changes;
        this.closing = closing;
        this.administrators = administrators;
        this.trail = trail;
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
        /** The user is of another version than the removal is conditional on, or not to be removed so; nothing was changed. */
        OUTDATED,
        /** Nobody else could administer; nothing was changed. */
        LAST_ADMINISTRATOR
    }

    /** Removes the user where the condition holds. First no new sign-in, then no old token, and only then no row. */
    public Removal remove(UUID id, EntityTag.Condition condition, String actor) {
        return remove(id, account -> condition.holds(account.version()), actor);
    }

    /** The same of somebody who is no administrator by then; else it is {@link Removal#OUTDATED}. */
    public Removal removeOrdinary(UUID id, EntityTag.Condition condition, String actor) {
        return remove(id, account -> !account.admin() && condition.holds(account.version()), actor);
    }

    private Removal remove(UUID id, Predicate<Account> demanded, String actor) {
        return switch (changes.close(id, true, demanded, actor)) {
            case DONE -> closing.finishNow(id) ? Removal.DONE : Removal.UNDER_WAY;
            case ABSENT -> Removal.ABSENT;
            case OTHERWISE -> Removal.OUTDATED;
            case LAST_ADMINISTRATOR -> Removal.LAST_ADMINISTRATOR;
        };
    }

    /**
     * Lets the user, who is no administrator, sign in no more, in the transaction that is open; {@link #finishClosing} has to
     * follow it.
     */
    public void beginClosing(UUID id, String actor) {
        if (changes.close(id, false, account -> true, actor) == NotedChanges.Closed.LAST_ADMINISTRATOR) {
            throw new IllegalStateException("the last administrator is not for others to close");
        }
    }

    /** Ends all that the user of an account that was closed holds; where a service is away, as soon as it is back. */
    public void finishClosing(UUID id) {
        closing.finishNow(id);
    }

    /**
     * Ends all that the user holds: tokens, grants, API keys and sessions.
     *
     * @throws PeerAway where another service is away; what is left to do is done as soon as it is back
     */
    public void endAll(UUID id) {
        if (!closing.endNow(id)) {
            throw new PeerAway("what the user " + id + " holds ends as soon as all services are back");
        }
    }
}
