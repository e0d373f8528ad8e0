package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.peer.SessionService.GoingOn;
import dev.gatehouse.common.peer.SessionService.Named;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Which clients a session has signed in to, in PostgreSQL. Every method blocks and is its own transaction. */
@ApplicationScoped
@Transactional
class SessionClientStore {
    private final EntityManager entities;

    SessionClientStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Once is enough; nothing happens where the client is gone. @param due when to look whether the session has ended */
    void note(String sid, UUID subject, String clientId, Instant due) {
        entities.createNativeQuery("""
                        insert into oauth.session_clients (sid, client_id, subject, first_at, due_at)
                        select ?1, client_id, cast(?2 as uuid), now(), cast(?4 as timestamptz)
                        from oauth.clients where client_id = ?3
                        on conflict (sid, client_id) do nothing
                        """)
                .setParameter(1, sid)
                .setParameter(2, subject)
                .setParameter(3, clientId)
                .setParameter(4, due)
                .executeUpdate();
    }

    /**
     * What a client has the browser open when a session of it ends.
     *
     * @param sessionRequired whether it has to be told which
     */
    record Farewell(String uri, boolean sessionRequired) {}

    /** Of the clients of a session that want that, in the order in which it signed in to them. */
    List<Farewell> farewells(String sid, int limit) {
        List<?> rows = entities.createNativeQuery("""
                        select frontchannel_logout_uri, frontchannel_logout_session_required
                        from oauth.session_clients join oauth.clients using (client_id)
                        where sid = ?1 and frontchannel_logout_uri is not null order by first_at limit ?2
                        """, Object[].class)
                .setParameter(1, sid)
                .setParameter(2, limit)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Farewell((String) row[0], Boolean.TRUE.equals(row[1])))
                .toList();
    }

    /**
     * In one step: forgets the clients of a session that ended, and keeps a delivery for each that wants to be told.
     *
     * @return how many deliveries there are now; none where this was done before
     */
    int end(String sid, UUID subject, Instant since) {
        return entities.createNativeQuery("""
                        with over as (
                            delete from oauth.session_clients where sid = ?1 and subject = ?2 returning client_id)
                        insert into oauth.logout_deliveries (id, client_id, sid, subject, created_at, due_at)
                        select gen_random_uuid(), client_id, ?1, cast(?2 as uuid), cast(?3 as timestamptz), now()
                        from over join oauth.clients using (client_id) where backchannel_logout_uri is not null
                        """)
                .setParameter(1, sid)
                .setParameter(2, subject)
                .setParameter(3, since)
                .executeUpdate();
    }

    /**
     * Sessions that may have ended by themselves. No other replica is given the same for {@code lease}: whoever does not
     * come to an end with them leaves them to the next.
     */
    List<Named> due(Duration lease, int limit) {
        List<?> rows = entities.createNativeQuery("""
                        with due as (
                            select sid, client_id from oauth.session_clients where due_at <= now()
                            order by due_at limit ?1 for update skip locked)
                        update oauth.session_clients s set due_at = now() + make_interval(secs => ?2)
                        from due where s.sid = due.sid and s.client_id = due.client_id
                        returning s.sid, s.subject
                        """, Object[].class)
                .setParameter(1, limit)
                .setParameter(2, lease.toMillis() / 1000.0)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Named((UUID) row[1], (String) row[0]))
                .distinct()
                .toList();
    }

    /** Not to be looked at before they can have ended. */
    void goOn(List<GoingOn> sessions, Duration grace) {
        for (GoingOn session : sessions) {
            entities.createNativeQuery(
                            "update oauth.session_clients set due_at = cast(?2 as timestamptz) where sid = ?1")
                    .setParameter(1, session.sid())
                    .setParameter(2, session.until().plus(grace))
                    .executeUpdate();
        }
    }
}
