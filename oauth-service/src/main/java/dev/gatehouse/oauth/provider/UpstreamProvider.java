package dev.gatehouse.oauth.provider;

import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider that users may sign in with.
 *
 * @param version new with every registration and change
 * @param issuer of its ID tokens; of one without any, where it is
 * @param scope asked for there; of an OpenID provider openid always is
 * @param prompt what it is asked to show (OpenID Connect Core, section 3.1.2.1); null for what it likes
 * @param mapping which claims are read otherwise than {@code preset} has it
 */
public record UpstreamProvider(
        String name,
        UUID version,
        Preset preset,
        String displayName,
        String issuer,
        Credentials credentials,
        Scope scope,
        @Nullable String prompt,
        ClaimMapping mapping,
        SignOut signOut,
        Instant createdAt,
        Instant updatedAt) {
    /**
     * As whom the provider knows us.
     *
     * @param clientSecret or the private key that signs one (PEM), where there is a {@code keyId}
     * @param teamId issuer of the secrets that are signed; null where none are
     * @param keyId names that key; null where there is none
     */
    public record Credentials(
            String clientId,
            String clientSecret,
            @Nullable String teamId,
            @Nullable String keyId) {
        public Credentials(String clientId, String clientSecret) {
            this(clientId, clientSecret, null, null);
        }

        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Credentials[" + clientId + "]";
        }
    }

    /**
     * How signing out there and here belong together.
     *
     * @param honoured whether its sign-out ends the sessions here (OpenID Connect Back-Channel Logout 1.0)
     * @param offered whether users who sign out here may do so there, too (OpenID Connect RP-Initiated Logout 1.0)
     * @param endpoint where that is; null for what it publishes
     */
    public record SignOut(
            boolean honoured, boolean offered, @Nullable String endpoint) {
        /** What a provider begins with. */
        public static final SignOut USUAL = new SignOut(true, false, null);
    }

    /** Names the provider's tenant within quarkus-oidc, and ends the names of its cookies. */
    public String tenantId() {
        return name + "-" + version;
    }

    /** Which claims of it become which of ours. */
    public ClaimMapping claims() {
        return preset.traits().claims().with(mapping);
    }

    /** Who may have signed its ID tokens. */
    public Issuers issuers() {
        return Issuers.of(preset, issuer);
    }

    @Override
    public String toString() {
        return name;
    }
}
