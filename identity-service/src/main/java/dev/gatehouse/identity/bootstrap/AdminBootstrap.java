package dev.gatehouse.identity.bootstrap;

import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.user.Names;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Makes the administrator at the first start; replicas that start together are told apart by the unique index. */
@ApplicationScoped
public class AdminBootstrap {
    private static final Logger LOG = Logger.getLogger(AdminBootstrap.class);
    private final AdminConfig config;
    private final UserStore users;
    private final PasswordHasher hasher;

    AdminBootstrap(AdminConfig config, UserStore users, PasswordHasher hasher) {
        this.config = config;
        this.users = users;
        this.hasher = hasher;
    }

    void start(@Observes StartupEvent event) {
        if (config.username().isEmpty() || config.password().isEmpty()) {
            return;
        }
        String username = Names.username(config.username().get())
                .orElseThrow(() -> new IllegalArgumentException("gatehouse.admin.username is not a valid username"));
        if (users.byLogin(username).isPresent()) {
            return;
        }
        String hash = hasher.hash(config.password().get());
        users.insert(new NewUser(username, null, false, null, hash, true))
                .ifPresent(account -> LOG.infof("made the administrator %s", account.username()));
    }
}
