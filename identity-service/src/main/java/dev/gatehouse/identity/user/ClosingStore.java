package dev.gatehouse.identity.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Accounts whose closing is under way, or whose users are signed out everywhere, in PostgreSQL. Every step is one statement.
 */
@ApplicationScoped
@Transactional
class ClosingStore {
    /** For so long, whoever closes an account is alone in finishing it. */
    static final Duration AT_IT = Duration.ofSeconds(30);

    private static final String COLUMNS = "user_id, removal, actor, generation";
    private final EntityManager entities;

    ClosingStore(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * @param removal whether the user is to be removed in the end
     * @param generation grows each time the account is closed before it was finished
     */
    record Closing(UUID user, boolean removal, String actor, int generation) {}

    /**
     * Notes that an account was closed, or all that its user holds is to end; nothing where it is not there any more. What is
     * to be removed stays so.
     *
     * @param lease for how long nobody else takes it up
     */
    void begin(UUID user, boolean removal, String actor, Duration lease) {
        entities.createNativeQuery("""
                        insert into identity.closings (user_id, removal, actor, next_at)
                        select id, :removal, :actor, now() + :lease * interval '1 second'
                        from identity.users where id = :user
                        on conflict (user_id) do update set
                            generation = closings.generation + 1,
                            removal = closings.removal or excluded.removal,
                            actor = case when closings.removal then closings.actor else excluded.actor end,
                            next_at = excluded.next_at
                        """)
                .setParameter("user", user)
                .setParameter("removal", removal)
                .setParameter("actor", actor)
                .setParameter("lease", lease.toSeconds())
                .executeUpdate();
    }

    /** Whether the user is to be removed: then there is no way back. Else what they held ends though they may come back. */
    boolean removes(UUID user) {
        return find(user).filter(Closing::removal).isPresent();
    }

    Optional<Closing> find(UUID user) {
        return read("select " + COLUMNS + " from identity.closings where user_id = :user", "user", user);
    }

    /**
     * Takes one up that is due, for this replica alone. Should it not be finished, it is due again after a time that
     * doubles, from five seconds on.
     */
    Optional<Closing> takeUp(Duration longest) {
        return read("""
                update identity.closings set
                    attempts = attempts + 1,
                    next_at = now() + least(power(2, least(attempts, 20)) * 5, :longest) * interval '1 second'
                where user_id = (
                    select user_id from identity.closings where next_at <= now()
                    order by next_at limit 1 for update skip locked
                ) returning\s""" + COLUMNS, "longest", longest.toSeconds());
    }

    /** Gives one back that could not be finished at once. */
    void giveBack(UUID user) {
        entities.createNativeQuery("update identity.closings set next_at = now() where user_id = :user")
                .setParameter("user", user)
                .executeUpdate();
    }

    /** All that the user held has ended, and that was all there was to do, but for what a later closing is about. */
    void done(Closing closing) {
        entities.createNativeQuery("""
                        delete from identity.closings
                        where user_id = :user and not removal and generation = :generation
                        """)
                .setParameter("user", closing.user())
                .setParameter("generation", closing.generation())
                .executeUpdate();
    }

    private Optional<Closing> read(String sql, String parameter, Object value) {
        List<Object[]> rows = entities.unwrap(Session.class)
                .createNativeQuery(sql, Object[].class)
                .addScalar("user_id", UUID.class)
                .addScalar("removal", Boolean.class)
                .addScalar("actor", String.class)
                .addScalar("generation", Integer.class)
                .setParameter(parameter, value)
                .getResultList();
        return rows.stream()
                .map(row -> new Closing((UUID) row[0], (Boolean) row[1], (String) row[2], (Integer) row[3]))
                .findFirst();
    }
}
