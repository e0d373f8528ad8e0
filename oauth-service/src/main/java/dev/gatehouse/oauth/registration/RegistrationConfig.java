package dev.gatehouse.oauth.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether clients may register themselves, and what they may be then. */
@ConfigMapping(prefix = "gatehouse.oauth.registration")
public interface RegistrationConfig {
    /** Who may register. */
    enum Mode {
        OFF,
        /** Whoever has a token of an administrator (RFC 7591, section 1.2: initial access token). */
        TOKEN,
        /** Anybody. */
        OPEN;

        boolean on() {
            return this != OFF;
        }
    }

    @WithDefault("off")
    Mode mode();

    /** All that clients without an initial access token may have, separated by spaces. */
    @WithDefault("openid profile email offline_access")
    String scope();

    /** Grants that clients may have; those of clients that act for themselves take an initial access token. */
    @WithDefault("authorization_code,refresh_token")
    List<String> grantTypes();

    /** Resources that each of them may ask tokens for (RFC 8707). */
    Optional<List<String>> resources();

    /** Whether they need PKCE; where not, those that prove who they are do not. */
    @WithDefault("true")
    boolean requirePkce();

    /** Registrations without a token from one address in an hour. */
    @WithDefault("20")
    int perAddressPerHour();

    /** Clients that there may be of whom nobody vouches. */
    @WithDefault("1000")
    int mostUnverified();

    /** After how long one of these is removed that no user lets do anything. */
    @WithDefault("P7D")
    Duration unusedFor();

    /** How often a replica looks for such. */
    @WithDefault("PT10M")
    Duration every();
}
