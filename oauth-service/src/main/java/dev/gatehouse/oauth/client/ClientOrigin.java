package dev.gatehouse.oauth.client;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a client comes from; never of its own saying.
 *
 * @param unverified whether nobody has vouched for it
 * @param registrationTokenHash SHA-256 in hex of the token by which it manages itself (RFC 7592); null for none
 * @param documentExpiresAt until when its metadata document counts; null for clients without one
 * @param registeredScope all that it may give itself (RFC 7592), as text; null for clients of administrators
 * @param administered what administrators have changed of what it says, as {@link Administered} has it; null for nothing
 */
@Embeddable
public record ClientOrigin(
        @Column(name = "origin") @Enumerated(EnumType.STRING)
        Kind kind,

        @Column(name = "unverified") boolean unverified,
        @Column(name = "registration_token_hash") @Nullable String registrationTokenHash,
        @Column(name = "document_expires_at") @Nullable Instant documentExpiresAt,
        @Column(name = "registered_scope") @Nullable String registeredScope,

        @Column(name = "administered") @Convert(converter = JsonObject.Text.class) @Nullable
        JsonObject administered) {
    public static final ClientOrigin ADMINISTRATOR = new ClientOrigin(Kind.admin, false, null, null);

    /** Of what gives itself no scope, and no administrator has changed. */
    public ClientOrigin(
            Kind kind,
            boolean unverified,
            @Nullable String registrationTokenHash,
            @Nullable Instant documentExpiresAt) {
        this(kind, unverified, registrationTokenHash, documentExpiresAt, null, null);
    }

    /** The same of which {@code holds}, in place of what did before. */
    public ClientOrigin with(@Nullable JsonObject holds) {
        return new ClientOrigin(kind, unverified, registrationTokenHash, documentExpiresAt, registeredScope, holds);
    }

    /** Who registered it: an administrator, itself (RFC 7591), or a client ID metadata document. */
    public enum Kind {
        admin,
        dynamic,
        document
    }
}
