package dev.gatehouse.identity.federation;

import dev.gatehouse.common.secret.Secrets;
import java.time.Instant;

/** An account at an upstream provider that signs a user in. @param subject the user's id there */
public record LinkedIdentity(String provider, String subject, Instant createdAt) {
    /** Names it in paths, where a subject may not be put. */
    public String id() {
        return Secrets.sha256(provider + ' ' + subject);
    }
}
