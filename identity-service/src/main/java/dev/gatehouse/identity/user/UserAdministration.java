package dev.gatehouse.identity.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.identity.profile.EntityTag;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an administrator does to users. */
@ApplicationScoped
public class UserAdministration {
    private final UserStore users;
    private final ProfileEditing editing;
    private final NotedChanges changes;
    private final AccountClosing closing;

    UserAdministration(UserStore users, ProfileEditing editing, NotedChanges changes, AccountClosing closing) {
        this.users = users;
        this.editing = editing;
        this.changes = changes;
        this.closing = closing;
    }

    public Profile.Page page(@Nullable String username, @Nullable UUID after, int limit) {
        List<Account> found = users.page(username, after, limit + 1);
        boolean more = found.size() > limit;
        List<Account> shown = more ? found.subList(0, limit) : found;
        return new Profile.Page(
                shown.stream().map(Profile::full).toList(),
                more ? shown.getLast().id() : null);
    }

    /**
     * Changes what users say about themselves by a merge patch, and whether they may sign in. Disabling also ends all
     * that the user holds: tokens, API keys and sessions; where a service is away, as soon as it is back.
     */
    public ProfileEditing.Outcome change(
            UUID id, String actor, ObjectNode patch, @Nullable Boolean disabled, EntityTag.Condition condition) {
        boolean onlyDisabled = disabled != null && patch.isEmpty();
        ProfileEditing.Outcome outcome =
                onlyDisabled ? editing.unchanged(id, condition) : editing.edit(id, actor, patch, condition);
        if (disabled == null || !(outcome instanceof ProfileEditing.Edited)) {
            return outcome;
        }
        Optional<Account> changed = disabled ? changes.close(id, false, actor) : changes.reopen(id, actor);
        if (changed.isPresent() && disabled) {
            closing.finishNow(id);
        }
        return changed.<ProfileEditing.Outcome>map(ProfileEditing.Edited::new).orElseGet(ProfileEditing.Absent::new);
    }

    /** What came of a removal. */
    public enum Removal {
        DONE,
        /** The user cannot sign in any more; the rest is done when the service that is away is back. */
        UNDER_WAY,
        ABSENT
    }

    /** Removes the user. First no new sign-in, then no old token, and only then no row. */
    public Removal remove(UUID id, String actor) {
        if (changes.close(id, true, actor).isEmpty()) {
            return Removal.ABSENT;
        }
        return closing.finishNow(id) ? Removal.DONE : Removal.UNDER_WAY;
    }
}
