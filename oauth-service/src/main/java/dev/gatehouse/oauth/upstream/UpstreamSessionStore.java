package dev.gatehouse.oauth.upstream;

import dev.gatehouse.common.peer.SessionService.GoingOn;
import dev.gatehouse.common.peer.SessionService.Named;
import dev.gatehouse.oauth.upstream.LogoutToken.Over;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which sessions here began at a provider, in PostgreSQL. Every method blocks and is its own transaction. */
@ApplicationScoped
@Transactional
class UpstreamSessionStore {
    private final EntityManager entities;

    UpstreamSessionStore(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * @param session the one here
     * @param upstreamSid the one there; null where it is not known
     * @param sealedIdToken null where none is kept
     * @param there when, by the provider's clock
     */
    record Began(
            String provider,
            Named session,
            String upstreamSubject,
            @Nullable String upstreamSid,
            @Nullable String sealedIdToken,
            Instant there) {}

    /** Who signs in anew in a session goes on as the provider says now; nothing happens where the provider is gone. */
    void note(Began began, Duration look) {
        entities.createNativeQuery("""
            insert into oauth.upstream_sessions
                (provider, sid, upstream_subject, upstream_sid, subject, id_token, created_at, began_there_at, due_at)
            select name, :sid, :upstream_subject, cast(:upstream_sid as text), cast(:subject as uuid),
                cast(:id_token as text), now(), cast(:there as timestamptz), now() + make_interval(secs => :look)
            from oauth.upstream_providers where name = :provider
            on conflict (sid, provider) do update set upstream_subject = excluded.upstream_subject,
                upstream_sid = excluded.upstream_sid, id_token = excluded.id_token, created_at = excluded.created_at,
                began_there_at = excluded.began_there_at, due_at = excluded.due_at, ended_at = null
            """)
                .setParameter("provider", began.provider())
                .setParameter("sid", began.session().sid())
                .setParameter("subject", began.session().subject())
                .setParameter("upstream_subject", began.upstreamSubject())
                .setParameter("upstream_sid", began.upstreamSid())
                .setParameter("id_token", began.sealedIdToken())
                .setParameter("there", began.there())
                .setParameter("look", look.toMillis() / 1000.0)
                .executeUpdate();
    }

    /**
     * In one step: writes down that the provider has it that these are over, and gives them to whoever asked, who has to end
     * them within {@code lease}; else another replica does. A session of that user of which it is not known which it is there
     * counts as the one that is over. One that began after the provider said so is not: what it said may come late.
     *
     * @param over by a session there, or all of a user's up to then
     */
    List<Named> end(String provider, Over over, Duration lease) {
        List<?> rows = entities.createNativeQuery("""
            update oauth.upstream_sessions
            set ended_at = coalesce(ended_at, now()), due_at = now() + make_interval(secs => :lease)
            where provider = :provider
                and (cast(:subject as text) is null or upstream_subject = cast(:subject as text))
                and (upstream_sid = cast(:sid as text)
                    or ((cast(:sid as text) is null or upstream_sid is null) and cast(:subject as text) is not null
                        and date_trunc('second', coalesce(began_there_at, created_at)) <= cast(:at as timestamptz)))
            returning sid, subject
            """, Object[].class)
                .setParameter("provider", provider)
                .setParameter("sid", over.sid())
                .setParameter("subject", over.subject())
                .setParameter("at", over.at())
                .setParameter("lease", lease.toMillis() / 1000.0)
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(this::named).toList();
    }

    /** @param over whether the provider has it that the session is */
    record Due(Named session, boolean over) {}

    /** Those to be looked at. No other replica is given the same for {@code lease}. */
    List<Due> due(Duration lease, int limit) {
        List<?> rows = entities.createNativeQuery("""
            with due as (
                select sid, provider from oauth.upstream_sessions where due_at <= now()
                order by due_at limit :limit for update skip locked)
            update oauth.upstream_sessions s set due_at = now() + make_interval(secs => :lease)
            from due where s.sid = due.sid and s.provider = due.provider
            returning s.sid, s.subject, s.ended_at is not null
            """, Object[].class)
                .setParameter("limit", limit)
                .setParameter("lease", lease.toMillis() / 1000.0)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Due(named(row), Boolean.TRUE.equals(row[2])))
                .toList();
    }

    /** Not to be looked at before it can have ended, unless the provider ends it. */
    void goOn(GoingOn session, Duration grace) {
        entities.createNativeQuery("""
            update oauth.upstream_sessions set due_at = cast(:due as timestamptz)
            where sid = :sid and ended_at is null
            """)
                .setParameter("sid", session.sid())
                .setParameter("due", session.until().plus(grace))
                .executeUpdate();
    }

    /** The session is over here. */
    void remove(Named session) {
        entities.createNativeQuery("delete from oauth.upstream_sessions where sid = :sid and subject = :subject")
                .setParameter("sid", session.sid())
                .setParameter("subject", session.subject())
                .executeUpdate();
    }

    /** @param sealedIdToken that it last gave; null where none is kept */
    record Origin(String provider, @Nullable String sealedIdToken) {}

    /** Where a session began last, of those that are asked for their sign-out. */
    Optional<Origin> origin(String sid) {
        List<?> rows = entities.createNativeQuery("""
            select s.provider, s.id_token
            from oauth.upstream_sessions s join oauth.upstream_providers p on p.name = s.provider
            where s.sid = :sid and p.signs_out_there
            order by s.created_at desc limit 1
            """, Object[].class)
                .setParameter("sid", sid)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Origin((String) row[0], (String) row[1]))
                .findFirst();
    }

    private Named named(Object[] row) {
        return new Named((UUID) row[1], (String) row[0]);
    }
}
