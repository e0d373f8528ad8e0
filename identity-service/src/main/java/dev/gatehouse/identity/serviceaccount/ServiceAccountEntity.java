package dev.gatehouse.identity.serviceaccount;

import dev.gatehouse.common.scope.Scope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code identity.service_accounts}. */
@Entity
@Table(name = "service_accounts")
class ServiceAccountEntity {
    @Id
    UUID id;

    String name;
    String scope;

    @Column(name = "secret_hash")
    String secretHash;

    @Column(name = "previous_hash")
    @Nullable
    String previousHash;

    @Column(name = "previous_until")
    @Nullable
    Instant previousUntil;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "rotated_at")
    @Nullable
    Instant rotatedAt;

    @Column(name = "last_used_at")
    @Nullable
    Instant lastUsedAt;

    ServiceAccount account() {
        return new ServiceAccount(
                id,
                name,
                Scope.parse(scope),
                secretHash,
                previousHash,
                previousUntil,
                createdAt,
                rotatedAt,
                lastUsedAt);
    }
}
