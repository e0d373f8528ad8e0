package dev.gatehouse.oauth.consent;

import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Consents in PostgreSQL. Every method blocks and is its own transaction. */
@ApplicationScoped
@Transactional
public class ConsentStore {
    private final EntityManager entities;

    ConsentStore(EntityManager entities) {
        this.entities = entities;
    }

    /** What a user lets a client do. */
    @RegisterForReflection
    public record Consent(String clientId, String clientName, Scope scope, Instant grantedAt) {}

    /** What the user lets the client do; {@link Scope#NONE} where nothing. */
    public Scope scope(UUID subject, String clientId) {
        List<?> found = entities.createNativeQuery("""
                        select array_to_string(scope, ' ') from oauth.consents
                        where subject = ?1 and client_id = ?2
                        """, String.class)
                .setParameter(1, subject)
                .setParameter(2, clientId)
                .getResultList();
        return found.isEmpty() ? Scope.NONE : Scope.parse((String) found.getFirst());
    }

    /** Adds to what the user lets the client do, in one statement. False where the client is gone. */
    public boolean allow(UUID subject, String clientId, Scope scope) {
        return entities.createNativeQuery("""
                        insert into oauth.consents as c (subject, client_id, scope)
                        select cast(?1 as uuid), client_id, string_to_array(?3, ' ')
                        from oauth.clients where client_id = ?2
                        on conflict (subject, client_id) do update set granted_at = now(),
                            scope = array(select distinct unnest(c.scope || excluded.scope))
                        """)
                        .setParameter(1, subject)
                        .setParameter(2, clientId)
                        .setParameter(3, scope.toString())
                        .executeUpdate()
                > 0;
    }

    /** The user's consents, the latest first. */
    public List<Consent> ofUser(UUID subject) {
        List<?> rows = entities.createNativeQuery("""
                        select c.client_id, c.client_name, array_to_string(g.scope, ' '), g.granted_at
                        from oauth.consents g join oauth.clients c using (client_id)
                        where g.subject = ?1 order by g.granted_at desc
                        """, Object[].class)
                .setParameter(1, subject)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(r -> new Consent((String) r[0], (String) r[1], Scope.parse((String) r[2]), (Instant) r[3]))
                .toList();
    }

    /** Forgets all that the user let clients do. */
    void removeAll(UUID subject) {
        entities.createNativeQuery("delete from oauth.consents where subject = ?1")
                .setParameter(1, subject)
                .executeUpdate();
    }

    /** False where there was none. */
    public boolean remove(UUID subject, String clientId) {
        return entities.createNativeQuery("delete from oauth.consents where subject = ?1 and client_id = ?2")
                        .setParameter(1, subject)
                        .setParameter(2, clientId)
                        .executeUpdate()
                > 0;
    }
}
