package dev.gatehouse.identity.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.profile.ProfileChange;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Changes what a user says about themselves, so that no change of another is overwritten unseen. */
@Singleton
public class ProfileEditing {
    /** Each one lost means that somebody else's change has won. */
    private static final int ATTEMPTS = 10;

    private final UserStore users;
    private final ProfileChange change;
    private final NotedChanges changes;

    ProfileEditing(UserStore users, ProfileChange change, NotedChanges changes) {
        this.users = users;
        this.change = change;
        this.changes = changes;
    }

    /** What came of it. */
    public sealed interface Outcome permits Edited, Invalid, Outdated, LastAdministrator, Absent {}

    public record Edited(Account account) implements Outcome {}

    public record Invalid(List<Violation> violations) implements Outcome {}

    /** The user is of another version than the change is conditional on. */
    public record Outdated() implements Outcome {}

    /** Nobody else could administer. */
    public record LastAdministrator() implements Outcome {}

    public record Absent() implements Outcome {}

    /** @param actor who asks for it: a user's or a client's id */
    public Outcome edit(UUID id, String actor, ObjectNode patch, EntityTag.Condition condition) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Account> found = users.account(id);
            if (found.isEmpty()) {
                return new Absent();
            }
            Account account = found.get();
            if (!condition.holds(account.version())) {
                return new Outdated();
            }
            switch (change.apply(account.claims(), patch)) {
                case ProfileChange.Invalid(List<Violation> violations) -> {
                    return new Invalid(violations);
                }
                case ProfileChange.Patched(var claims) -> {
                    Optional<Account> edited = changes.rewrite(id, account.version(), claims, actor, names(patch));
                    if (edited.isPresent()) {
                        return new Edited(edited.get());
                    }
                }
            }
        }
        return new Outdated();
    }

    /** What was changed, all of it known; what it was changed to is the user's own business. */
    static String names(ObjectNode patch) {
        return String.join(
                " ", patch.propertyStream().map(Map.Entry::getKey).sorted().toList());
    }
}
