package dev.gatehouse.identity.user;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.TokenService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an administrator does to users. */
@ApplicationScoped
public class UserAdministration {
    private final UserStore users;
    private final TokenService tokens;
    private final SessionService sessions;

    UserAdministration(UserStore users, TokenService tokens, SessionService sessions) {
        this.users = users;
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

    /** Changes what is not null. Disabling also ends all that the user holds: tokens, API keys and sessions. */
    public Optional<Account> change(UUID id, @Nullable String name, @Nullable Boolean disabled) {
        Optional<Account> changed = users.change(id, name, disabled);
        if (changed.isPresent() && Boolean.TRUE.equals(disabled)) {
            revoke(id);
        }
        return changed;
    }

    /**
     * Removes the user. First no new sign-in, then no old token, and only then no row: should the revocation fail, the
     * call can be repeated.
     */
    public boolean remove(UUID id) {
        if (users.change(id, null, true).isEmpty()) {
            return false;
        }
        revoke(id);
        return users.remove(id);
    }

    private void revoke(UUID id) {
        tokens.revoke(new TokenService.Revoke(TokenService.Kind.user, id.toString()))
                .chain(() -> sessions.endAll(id))
                .await()
                .indefinitely();
    }
}
