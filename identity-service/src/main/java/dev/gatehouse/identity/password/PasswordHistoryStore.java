package dev.gatehouse.identity.password;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Hashes that users had before, in PostgreSQL. */
@ApplicationScoped
@Transactional
class PasswordHistoryStore {
    private final EntityManager entities;

    PasswordHistoryStore(EntityManager entities) {
        this.entities = entities;
    }

    /** The latest first. */
    List<String> latest(UUID user, int count) {
        return entities.createNativeQuery("""
                        select password_hash from identity.password_history
                        where user_id = :user order by id desc limit :count
                        """, String.class)
                .setParameter("user", user)
                .setParameter("count", count)
                .getResultStream()
                .map(String.class::cast)
                .toList();
    }

    void add(UUID user, String hash) {
        entities.createNativeQuery(
                        "insert into identity.password_history (user_id, password_hash) values (:user, :hash)")
                .setParameter("user", user)
                .setParameter("hash", hash)
                .executeUpdate();
    }

    /** Leaves the latest ones alone. */
    void cut(UUID user, int count) {
        entities.createNativeQuery("""
                        delete from identity.password_history where user_id = :user and id not in (
                            select id from identity.password_history where user_id = :user order by id desc limit :count)
                        """)
                .setParameter("user", user)
                .setParameter("count", count)
                .executeUpdate();
    }
}
