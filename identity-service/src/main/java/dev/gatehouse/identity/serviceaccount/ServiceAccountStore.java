package dev.gatehouse.identity.serviceaccount;

import dev.gatehouse.common.scope.Scope;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Service accounts in PostgreSQL. Every method is its own transaction, or joins the one that is open. */
@ApplicationScoped
@Transactional
class ServiceAccountStore implements PanacheRepositoryBase<ServiceAccountEntity, UUID> {
    ServiceAccount add(String name, Scope scope, String secretHash) {
        var row = new ServiceAccountEntity();
        row.id = UUID.randomUUID();
        row.name = name;
        row.scope = scope.toString();
        row.secretHash = secretHash;
        row.createdAt = Instant.now();
        persist(row);
        return row.account();
    }

    Optional<ServiceAccount> account(UUID id) {
        return findByIdOptional(id).map(ServiceAccountEntity::account);
    }

    /** In the order of their ids, those after {@code after}. */
    List<ServiceAccount> page(@Nullable UUID after, int limit) {
        return find("id > ?1 order by id", after == null ? new UUID(0, 0) : after).page(0, limit).stream()
                .map(ServiceAccountEntity::account)
                .toList();
    }

    /** Puts a new secret in the place of the one that is there, which is taken until {@code until}, too. */
    Optional<ServiceAccount> rotate(UUID id, String secretHash, Instant until) {
        // Locked: of two rotations at once, the second sees what the first has put there.
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).map(row -> {
            row.previousHash = row.secretHash;
            row.previousUntil = until;
            row.secretHash = secretHash;
            row.rotatedAt = Instant.now();
            return row.account();
        });
    }

    void usedAt(UUID id, Instant now) {
        update("lastUsedAt = ?1 where id = ?2 and (lastUsedAt is null or lastUsedAt < ?1)", now, id);
    }

    boolean remove(UUID id) {
        return deleteById(id);
    }
}
