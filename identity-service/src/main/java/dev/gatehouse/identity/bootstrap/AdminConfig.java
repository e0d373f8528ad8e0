package dev.gatehouse.identity.bootstrap;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The administrator who is made at the first start. Has no default: without both, none is made. */
@ConfigMapping(prefix = "gatehouse.admin")
public interface AdminConfig {
    /** Username of the administrator. */
    Optional<String> username();

    /** Password of the administrator; only read where the user does not exist yet. */
    Optional<String> password();
}
