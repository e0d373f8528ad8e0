package dev.gatehouse.oauth.logout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Logout tokens that are to be delivered, in PostgreSQL. Every method blocks and is its own transaction. */
@ApplicationScoped
@Transactional
class DeliveryStore {
    private static final int GROWTH = 5;
    private final EntityManager entities;

    DeliveryStore(EntityManager entities) {
        this.entities = entities;
    }

    /** @param attempts how many times it was tried, with this one */
    record Delivery(UUID id, String clientId, String sid, UUID subject, int attempts) {}

    /**
     * The one that is due longest, which is tried by nobody else for {@code lease}: whoever does not come to an end with it
     * leaves it to the next. Whoever does, removes it, puts it off or puts it back.
     *
     * @param but clients that are not to be served now
     */
    Optional<Delivery> take(Collection<String> but, Duration lease) {
        List<?> rows = entities.createNativeQuery("""
                        with due as (
                            select id from oauth.logout_deliveries
                            where due_at <= now() and client_id <> all (string_to_array(?1, ' '))
                            order by due_at limit 1 for update skip locked)
                        update oauth.logout_deliveries d set attempts = attempts + 1,
                            due_at = now() + make_interval(secs => ?2)
                        from due where d.id = due.id
                        returning d.id, d.client_id, d.sid, d.subject, d.attempts
                        """, Object[].class)
                .setParameter(1, String.join(" ", but))
                .setParameter(2, lease.toMillis() / 1000.0)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(r -> new Delivery((UUID) r[0], (String) r[1], (String) r[2], (UUID) r[3], (Integer) r[4]))
                .findFirst();
    }

    /**
     * Until the next try, that is by {@code retry} after the first and five times as long each further time, and a little
     * more, so that those of a client that was away do not all come at once. Nothing happens where another replica has taken
     * it meanwhile.
     */
    void putOff(Delivery delivery, Duration retry) {
        entities.createNativeQuery("""
                        update oauth.logout_deliveries set due_at =
                            now() + make_interval(secs => ?3 * power(?4, attempts - 1) * (1 + 0.2 * random()))
                        where id = ?1 and attempts = ?2
                        """)
                .setParameter(1, delivery.id())
                .setParameter(2, delivery.attempts())
                .setParameter(3, retry.toMillis() / 1000.0)
                .setParameter(4, GROWTH)
                .executeUpdate();
    }

    /** It was not tried: {@code pause} from now it is due as if it had not been taken. As above of other replicas. */
    void putBack(Delivery delivery, Duration pause) {
        entities.createNativeQuery("""
                        update oauth.logout_deliveries set attempts = attempts - 1,
                            due_at = now() + make_interval(secs => ?3)
                        where id = ?1 and attempts = ?2
                        """)
                .setParameter(1, delivery.id())
                .setParameter(2, delivery.attempts())
                .setParameter(3, pause.toMillis() / 1000.0)
                .executeUpdate();
    }

    void remove(UUID id) {
        entities.createNativeQuery("delete from oauth.logout_deliveries where id = ?1")
                .setParameter(1, id)
                .executeUpdate();
    }
}
