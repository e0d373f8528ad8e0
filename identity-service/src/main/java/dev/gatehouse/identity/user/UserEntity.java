package dev.gatehouse.identity.user;

import dev.gatehouse.identity.profile.StandardClaims;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code identity.users}. */
@Entity
@Table(name = "users")
class UserEntity {
    @Id
    UUID id;

    String username;

    @Column(name = "username_key")
    String usernameKey;

    @Nullable
    String email;

    @Column(name = "email_key")
    @Nullable
    String emailKey;

    @Column(name = "email_verified")
    boolean emailVerified;

    @Column(name = "email_reserved")
    boolean emailReserved;

    @Embedded
    @Nullable
    StandardClaims claims;

    @Column(name = "password_hash")
    @Nullable
    String passwordHash;

    boolean admin;

    @Column(name = "disabled_at")
    @Nullable
    Instant disabledAt;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    long version;

    Account account() {
        return new Account(
                id,
                username,
                email,
                emailVerified,
                // Hibernate makes none where all of it is null.
                claims == null ? StandardClaims.NONE : claims,
                passwordHash,
                admin,
                disabledAt,
                createdAt,
                updatedAt,
                version);
    }
}
