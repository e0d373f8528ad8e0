package dev.gatehouse.oauth.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Sign-in with upstream providers. */
@ConfigMapping(prefix = "gatehouse.oauth.connect")
public interface ConnectConfig {
    /** Seals our secrets at the providers in PostgreSQL: 32 bytes, base64. */
    @NotBlank
    String encryptionKey();

    /** Encrypts the nonce and the PKCE verifier in the browser's state cookie: 32 characters or more. */
    @Size(min = 32, max = 256)
    String stateSecret();

    /** How often a replica looks after sessions that began at providers: those that are over there, and those that are over. */
    @WithDefault("PT10S")
    @DurationMin(millis = 100)
    Duration every();
}
