package dev.gatehouse.identity.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** Known devices in PostgreSQL; of each user the latest few. */
@ApplicationScoped
@Transactional
class DeviceStore {
    /** For each user. */
    static final int MOST = 20;

    private final EntityManager entities;

    DeviceStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Notes a sign-in; whether the user has signed in before, and never from there. */
    boolean isNewBesideOthers(UUID user, String hash) {
        int made = entities.createNativeQuery("""
                        insert into identity.known_devices (user_id, device_hash)
                        select id, :hash from identity.users where id = :user
                        on conflict do nothing
                        """)
                .setParameter("user", user)
                .setParameter("hash", hash)
                .executeUpdate();
        if (made == 0) {
            touch(user, hash);
            return false;
        }
        Object others = entities.createNativeQuery("select count(*) from identity.known_devices where user_id = :user")
                .setParameter("user", user)
                .getSingleResult();
        entities.createNativeQuery("""
                        delete from identity.known_devices where user_id = :user and device_hash in (
                            select device_hash from identity.known_devices where user_id = :user
                            order by last_seen_at desc, device_hash offset :most)
                        """)
                .setParameter("user", user)
                .setParameter("most", MOST)
                .executeUpdate();
        return ((Number) others).longValue() > 1;
    }

    /** To the day: most sign-ins write nothing. */
    private void touch(UUID user, String hash) {
        entities.createNativeQuery("""
                        update identity.known_devices set last_seen_at = now()
                        where user_id = :user and device_hash = :hash and last_seen_at < now() - interval '1 day'
                        """)
                .setParameter("user", user)
                .setParameter("hash", hash)
                .executeUpdate();
    }

    /** The latest first. */
    List<DeviceExport.KnownDevice> of(UUID user) {
        return entities
                .unwrap(Session.class)
                .createNativeQuery("""
                        select first_seen_at, last_seen_at from identity.known_devices
                        where user_id = :user order by last_seen_at desc
                        """, Object[].class)
                .addScalar("first_seen_at", Instant.class)
                .addScalar("last_seen_at", Instant.class)
                .setParameter("user", user)
                .stream()
                .map(row -> new DeviceExport.KnownDevice((Instant) row[0], (Instant) row[1]))
                .toList();
    }
}
