package dev.gatehouse.identity.authentication;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Busy;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.identity.password.HashingBusy;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks passwords. All refusals look and last alike, whether the user exists or not. */
@ApplicationScoped
public class Authenticator {
    private final UserStore users;
    private final PasswordHasher hasher;

    Authenticator(UserStore users, PasswordHasher hasher) {
        this.users = users;
        this.hasher = hasher;
    }

    /** @param login username or e-mail address */
    public Authentication byPassword(String login, String password) {
        // Of before anything was looked up: whatever is revoked while this goes on counts against it.
        Instant authTime = Instant.now();
        Optional<Account> found = users.byLogin(login);
        String hash = found.map(Account::passwordHash).orElse(null);
        try {
            boolean matches = hasher.verify(hash, password);
            if (!matches || hash == null || found.isEmpty() || found.get().disabled()) {
                return new Refused("invalid_credentials");
            }
            if (hasher.outdated(hash)) {
                users.rehash(found.get().id(), hash, hasher.hash(password));
            }
        } catch (HashingBusy e) {
            return new Busy(HashingBusy.RETRY_AFTER);
        }
        return signedIn(found.get(), List.of("pwd"), authTime);
    }

    static Authenticated signedIn(Account account, List<String> amr, Instant authTime) {
        return new Authenticated(account.id(), account.username(), account.scope(), amr, authTime);
    }
}
