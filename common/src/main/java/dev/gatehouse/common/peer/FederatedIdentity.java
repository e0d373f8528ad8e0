package dev.gatehouse.common.peer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as an upstream provider tells of them.
 *
 * @param device what a browser keeps of having signed in before
 * @param claims standard claims of a new user beside those that are members here (OpenID Connect Core, section 5.1); what
 *     users cannot say of themselves is passed over
 * @param authTime when they proved there who they are; null where the provider does not say
 * @param expected the user here that it has to be, who confirms that it is they; null for anyone
 */
@RegisterForReflection
public record FederatedIdentity(
        @NotBlank @Size(max = 64) String provider,
        @NotBlank @Size(max = 255) String subject,
        @Nullable @Size(max = 254) String preferredUsername,
        @Nullable @Size(max = 254) String email,
        @NotNull Boolean emailVerified,
        @Nullable @Size(max = 200) String name,

        @Nullable @Size(max = IdentityService.LONGEST_DEVICE)
        String device,

        @Size(max = 20)
        Map<@NotBlank @Size(max = 64) String, @NotNull @Size(max = IdentityService.LONGEST_CLAIM) String> claims,

        @Nullable Instant authTime,
        @Nullable UUID expected) {
    public FederatedIdentity {
        // A replica of the version before says nothing of them.
        claims = Objects.requireNonNullElse(claims, Map.of());
    }

    public FederatedIdentity(
            String provider,
            String subject,
            @Nullable String preferredUsername,
            @Nullable String email,
            Boolean emailVerified,
            @Nullable String name) {
        this(provider, subject, preferredUsername, email, emailVerified, name, null, Map.of(), null, null);
    }

    /** The same with the cookie that the browser keeps; what is too long to be ours is passed over. */
    public FederatedIdentity from(@Nullable String newDevice) {
        return new FederatedIdentity(
                provider,
                subject,
                preferredUsername,
                email,
                emailVerified,
                name,
                IdentityService.plausible(newDevice),
                claims,
                authTime,
                expected);
    }

    /** The same, proved at {@code instant}. */
    public FederatedIdentity provedAt(@Nullable Instant instant) {
        return new FederatedIdentity(
                provider, subject, preferredUsername, email, emailVerified, name, device, claims, instant, expected);
    }

    /** The same, who has to be {@code user}. */
    public FederatedIdentity of(@Nullable UUID user) {
        return new FederatedIdentity(
                provider, subject, preferredUsername, email, emailVerified, name, device, claims, authTime, user);
    }
}
