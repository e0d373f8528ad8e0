package dev.gatehouse.oauth.registration;

import dev.gatehouse.oauth.client.ClientOrigin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Clients of whom nobody vouches, in PostgreSQL. Every method blocks and is its own transaction. */
@ApplicationScoped
@Transactional
class UnverifiedClientStore {
    private final EntityManager entities;

    UnverifiedClientStore(EntityManager entities) {
        this.entities = entities;
    }

    long count(ClientOrigin.Kind kind) {
        return (Long) entities.createNativeQuery(
                        "select count(*) from oauth.clients where unverified and origin = ?1", Long.class)
                .setParameter(1, kind.name())
                .getSingleResult();
    }

    /**
     * Removes the first of those that no user has ever let do anything, as far as was noted: use is noted an hour after the
     * client came at the earliest.
     *
     * @param but stays; null for none
     * @return its id; empty where there is none
     */
    Optional<String> removeFirstNeverUsed(ClientOrigin.Kind kind, @Nullable String but) {
        List<?> gone = entities.createNativeQuery("""
                        delete from oauth.clients c
                        where client_id in (
                                select client_id from oauth.clients n
                                where unverified and origin = ?1 and client_id <> ?2
                                    and used_at < created_at + interval '30 minutes'
                                    and not exists (select from oauth.consents g where g.client_id = n.client_id)
                                order by used_at limit 1 for update skip locked)
                            and not exists (select from oauth.consents g where g.client_id = c.client_id)
                        returning client_id
                        """, String.class)
                .setParameter(1, kind.name())
                .setParameter(2, but == null ? "" : but)
                .getResultList();
        return gone.stream().map(String.class::cast).findFirst();
    }

    /** Notes of which users let them do something now. */
    void noteUsed() {
        entities.createNativeQuery("""
                        update oauth.clients c set used_at = now()
                        where unverified and used_at < now() - interval '1 hour'
                            and exists (select from oauth.consents g where g.client_id = c.client_id)
                        """).executeUpdate();
    }

    /** Removes some that no user has let do anything for that long. @return their ids */
    List<String> removeUnused(Duration unusedFor, int most) {
        List<?> gone = entities.createNativeQuery("""
                        delete from oauth.clients c
                        where client_id in (
                                select client_id from oauth.clients
                                where unverified and used_at < now() - make_interval(secs => ?1)
                                order by used_at limit ?2 for update skip locked)
                            and not exists (select from oauth.consents g where g.client_id = c.client_id)
                        returning client_id
                        """, String.class)
                .setParameter(1, unusedFor.toMillis() / 1000.0)
                .setParameter(2, most)
                .getResultList();
        return gone.stream().map(String.class::cast).toList();
    }
}
