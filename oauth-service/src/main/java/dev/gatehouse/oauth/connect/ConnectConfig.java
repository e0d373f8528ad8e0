package dev.gatehouse.oauth.connect;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The secrets behind sign-in with upstream providers. */
@ConfigMapping(prefix = "gatehouse.oauth.connect")
public interface ConnectConfig {
    /** Seals our secrets at the providers in PostgreSQL: 32 bytes, base64. */
    @NotBlank
    String encryptionKey();

    /** Encrypts the nonce and the PKCE verifier in the browser's state cookie: 32 characters or more. */
    @Size(min = 32, max = 256)
    String stateSecret();
}
