package dev.gatehouse.identity.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.TokenService;
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
    private final TokenService tokens;
    private final SessionService sessions;

    UserAdministration(
            UserStore users,
            ProfileEditing editing,
            NotedChanges changes,
            TokenService tokens,
            SessionService sessions) {
        this.users = users;
        this.editing = editing;
        this.changes = changes;
        this.tokens = tokens;
        this.sessions = sessions;
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
     * that the user holds: tokens, API keys and sessions.
     */
    public ProfileEditing.Outcome change(
            UUID id, String actor, ObjectNode patch, @Nullable Boolean disabled, EntityTag.Condition condition) {
        boolean onlyDisabled = disabled != null && patch.isEmpty();
        ProfileEditing.Outcome outcome =
                onlyDisabled ? editing.unchanged(id, condition) : editing.edit(id, actor, patch, condition);
        if (disabled == null || !(outcome instanceof ProfileEditing.Edited)) {
            return outcome;
        }
        Optional<Account> changed = changes.setDisabled(id, disabled, actor);
        if (changed.isPresent() && disabled) {
            endAll(id);
        }
        return changed.<ProfileEditing.Outcome>map(ProfileEditing.Edited::new).orElseGet(ProfileEditing.Absent::new);
    }

    /**
     * Removes the user. First no new sign-in, then no old token, and only then no row: should the revocation fail, the
     * call can be repeated.
     */
    public boolean remove(UUID id, String actor) {
        if (changes.setDisabled(id, true, actor).isEmpty()) {
            return false;
        }
        endAll(id);
        return changes.remove(id, actor);
    }

    /** Ends all that the user holds now: tokens, API keys and sessions. */
    public void endAll(UUID id) {
        tokens.revoke(new TokenService.Revoke(TokenService.Kind.user, id.toString()))
                .chain(() -> sessions.endAll(id))
                .await()
                .indefinitely();
    }
}
