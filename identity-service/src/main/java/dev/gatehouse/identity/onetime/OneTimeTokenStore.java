package dev.gatehouse.identity.onetime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** One-time tokens in PostgreSQL: a row for each user and purpose, so that the table is bounded by the users. */
@ApplicationScoped
@Transactional
class OneTimeTokenStore {
    private final EntityManager entities;

    OneTimeTokenStore(EntityManager entities) {
        this.entities = entities;
    }

    void put(UUID user, Purpose purpose, String hash, @Nullable String issuedFor, Duration lifetime) {
        entities.createNativeQuery("""
                        insert into identity.one_time_tokens (user_id, purpose, token_hash, issued_for, expires_at)
                        values (:user, :purpose, :hash, cast(:issuedFor as text), now() + :seconds * interval '1 second')
                        on conflict (user_id, purpose) do update set
                            token_hash = excluded.token_hash, issued_for = excluded.issued_for,
                            created_at = now(), expires_at = excluded.expires_at
                        """)
                .setParameter("user", user)
                .setParameter("purpose", purpose.name())
                .setParameter("hash", hash)
                .setParameter("issuedFor", issuedFor)
                .setParameter("seconds", lifetime.toSeconds())
                .executeUpdate();
    }

    Optional<OneTimeTokens.Issued> find(String hash, Purpose purpose) {
        return issued(
                "select user_id, issued_for from identity.one_time_tokens"
                        + " where token_hash = :hash and purpose = :purpose and expires_at > now()",
                hash,
                purpose);
    }

    /** One statement: of two calls at once, one finds the row. */
    Optional<OneTimeTokens.Issued> take(String hash, Purpose purpose) {
        return issued(
                "delete from identity.one_time_tokens"
                        + " where token_hash = :hash and purpose = :purpose and expires_at > now()"
                        + " returning user_id, issued_for",
                hash,
                purpose);
    }

    private Optional<OneTimeTokens.Issued> issued(String sql, String hash, Purpose purpose) {
        return entities
                .unwrap(Session.class)
                .createNativeQuery(sql, Object[].class)
                .addScalar("user_id", UUID.class)
                .addScalar("issued_for", String.class)
                .setParameter("hash", hash)
                .setParameter("purpose", purpose.name())
                .getResultList()
                .stream()
                .map(row -> new OneTimeTokens.Issued((UUID) row[0], (String) row[1]))
                .findFirst();
    }

    void remove(UUID user, List<Purpose> purposes) {
        entities.createNativeQuery(
                        "delete from identity.one_time_tokens where user_id = :user and purpose in (:purposes)")
                .setParameter("user", user)
                .setParameter("purposes", purposes.stream().map(Purpose::name).toList())
                .executeUpdate();
    }

    /** What waits for the user, the oldest first. */
    List<OpenRequests.OpenRequest> open(UUID user) {
        return entities
                .unwrap(Session.class)
                .createNativeQuery("""
                        select purpose, issued_for, created_at, expires_at from identity.one_time_tokens
                        where user_id = :user order by created_at
                        """, Object[].class)
                .addScalar("purpose", String.class)
                .addScalar("issued_for", String.class)
                .addScalar("created_at", Instant.class)
                .addScalar("expires_at", Instant.class)
                .setParameter("user", user)
                .stream()
                .map(row -> new OpenRequests.OpenRequest(
                        (String) row[0], (String) row[1], (Instant) row[2], (Instant) row[3]))
                .toList();
    }
}
