package dev.gatehouse.identity.passkey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Passkeys. */
@ConfigMapping(prefix = "gatehouse.passkeys")
public interface PasskeyConfig {
    /** What browsers and authenticators show as the site that a passkey is for. */
    @WithDefault("Gatehouse")
    String siteName();

    /** So many may one user have. */
    @WithDefault("20")
    int perUser();

    /** So many challenges to sign in with may one network address be given while the first of them is good. */
    @WithDefault("600")
    int perAddress();

    /** How long a user may take to answer the authenticator. */
    @WithDefault("PT5M")
    Duration challengeLifetime();
}
