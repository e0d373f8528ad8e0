package dev.gatehouse.identity.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Users with a password. */
@ApplicationScoped
class PasswordWayIn implements WayIn {
    private final UserStore users;

    PasswordWayIn(UserStore users) {
        this.users = users;
    }

    @Override
    public boolean opensFor(UUID user) {
        return users.account(user).map(Account::passwordHash).isPresent();
    }
}
