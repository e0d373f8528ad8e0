package dev.gatehouse.oauth.registration;

import dev.gatehouse.common.scope.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Initial access tokens in PostgreSQL, by their hashes. Every method blocks and is its own transaction. */
@ApplicationScoped
@Transactional
class RegistrationTokenStore {
    private final EntityManager entities;

    RegistrationTokenStore(EntityManager entities) {
        this.entities = entities;
    }

    /** @param scope all that clients may have that register by it */
    record Kept(
            String hash,
            String name,
            Scope scope,
            int usesLeft,
            String createdBy,
            Instant createdAt,
            Instant expiresAt) {}

    void insert(Kept token) {
        entities.createNativeQuery("""
                        insert into oauth.registration_tokens
                            (hash, name, scope, uses_left, created_by, created_at, expires_at)
                        values (?1, ?2, ?3, ?4, ?5, cast(?6 as timestamptz), cast(?7 as timestamptz))
                        """)
                .setParameter(1, token.hash())
                .setParameter(2, token.name())
                .setParameter(3, token.scope().toString())
                .setParameter(4, token.usesLeft())
                .setParameter(5, token.createdBy())
                .setParameter(6, token.createdAt())
                .setParameter(7, token.expiresAt())
                .executeUpdate();
    }

    /** Those that count or were used up, the latest first. */
    List<Kept> all() {
        List<?> rows = entities.createNativeQuery("""
                        select hash, name, scope, uses_left, created_by, created_at, expires_at
                        from oauth.registration_tokens where expires_at > now() order by created_at desc, hash
                        """, Object[].class).getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(r -> new Kept(
                        (String) r[0],
                        (String) r[1],
                        Scope.parse((String) r[2]),
                        (Integer) r[3],
                        (String) r[4],
                        (Instant) r[5],
                        (Instant) r[6]))
                .toList();
    }

    /** False where there is none. */
    boolean remove(String hash) {
        return entities.createNativeQuery("delete from oauth.registration_tokens where hash = ?1")
                        .setParameter(1, hash)
                        .executeUpdate()
                > 0;
    }

    /** Uses one up, in the statement that finds that there is one. @return its scope; empty where none is left */
    Optional<Scope> take(String hash) {
        List<?> found = entities.createNativeQuery("""
                        update oauth.registration_tokens set uses_left = uses_left - 1
                        where hash = ?1 and uses_left > 0 and expires_at > now() returning scope
                        """, String.class)
                .setParameter(1, hash)
                .getResultList();
        return found.stream().map(scope -> Scope.parse((String) scope)).findFirst();
    }

    /** What was taken came to nothing. */
    void giveBack(String hash) {
        entities.createNativeQuery("update oauth.registration_tokens set uses_left = uses_left + 1 where hash = ?1")
                .setParameter(1, hash)
                .executeUpdate();
    }

    void removeExpired() {
        entities.createNativeQuery("delete from oauth.registration_tokens where expires_at <= now()")
                .executeUpdate();
    }
}
