package dev.gatehouse.identity.passkey;

import dev.gatehouse.identity.user.Reclaimed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Passkeys in PostgreSQL. What two calls can race for is one statement each, or stands behind a lock of the user's row. */
@ApplicationScoped
@Transactional
class PasskeyStore {
    private static final String SELECT = """
            select id, user_id, credential_id, public_key, sign_count, transports, aaguid, backup_eligible, backed_up,
                name, created_at, last_used_at
            from identity.passkeys where\s""";
    /** Of the challenges that one passkey has signed and that would be good still: nobody signs in so often. */
    static final int MOST_USED = 100;

    private final EntityManager entities;

    PasskeyStore(EntityManager entities) {
        this.entities = entities;
    }

    /** What came of keeping a new one. */
    enum Insertion {
        kept,
        /** The authenticator's id for it is another's already. */
        taken,
        /** The user has as many as they may. */
        full
    }

    /** Of one whose passkeys somebody else may have registered. */
    void forget(@Observes Reclaimed reclaimed) {
        entities.createNativeQuery("delete from identity.passkeys where user_id = :user")
                .setParameter("user", reclaimed.user())
                .executeUpdate();
    }

    Insertion insert(UUID id, UUID user, String name, Passkey.Facts facts, int limit) {
        // Users who register several at once wait for each other here, so that none gets past the limit.
        entities.createNativeQuery("select 1 from identity.users where id = :user for no key update")
                .setParameter("user", user)
                .getResultList();
        Object count = entities.createNativeQuery("select count(*) from identity.passkeys where user_id = :user")
                .setParameter("user", user)
                .getSingleResult();
        if (((Number) count).intValue() >= limit) {
            return Insertion.full;
        }
        int rows = entities.createNativeQuery("""
                        insert into identity.passkeys (id, user_id, credential_id, public_key, sign_count, transports,
                            aaguid, backup_eligible, backed_up, name)
                        values (:id, :user, :credential, :key, :count, :transports, :aaguid, :eligible, :backedUp, :name)
                        on conflict (credential_id) do nothing
                        """)
                .setParameter("id", id)
                .setParameter("user", user)
                .setParameter("credential", facts.credentialId())
                .setParameter("key", facts.publicKey())
                .setParameter("count", facts.signCount())
                .setParameter("transports", String.join(",", facts.transports()))
                .setParameter("aaguid", facts.aaguid())
                .setParameter("eligible", facts.backupEligible())
                .setParameter("backedUp", facts.backedUp())
                .setParameter("name", name)
                .executeUpdate();
        return rows == 1 ? Insertion.kept : Insertion.taken;
    }

    /** The first one first. */
    List<Passkey> ofUser(UUID user) {
        return select("user_id = :user order by created_at, id").setParameter("user", user).stream()
                .map(PasskeyStore::passkey)
                .toList();
    }

    Optional<Passkey> byCredential(byte[] credentialId) {
        return select("credential_id = :credential").setParameter("credential", credentialId).stream()
                .map(PasskeyStore::passkey)
                .findFirst();
    }

    Optional<Passkey> find(UUID user, UUID id) {
        return select("user_id = :user and id = :id").setParameter("user", user).setParameter("id", id).stream()
                .map(PasskeyStore::passkey)
                .findFirst();
    }

    /** False where the user has no such passkey. */
    boolean rename(UUID user, UUID id, String name) {
        return entities.createNativeQuery(
                                "update identity.passkeys set name = :name where user_id = :user and id = :id")
                        .setParameter("name", name)
                        .setParameter("user", user)
                        .setParameter("id", id)
                        .executeUpdate()
                == 1;
    }

    /** False where the user has no such passkey. */
    boolean remove(UUID user, UUID id) {
        return entities.createNativeQuery("delete from identity.passkeys where user_id = :user and id = :id")
                        .setParameter("user", user)
                        .setParameter("id", id)
                        .executeUpdate()
                == 1;
    }

    /** What came of a use. */
    sealed interface Use {}

    record Counts() implements Use {}

    /** Of a challenge that it has signed before. */
    record Repeated() implements Use {}

    /** Its counter is not beyond that of the last one. */
    record CountedBack() implements Use {}

    record Gone() implements Use {}

    /** It has signed as many as are kept. @param seconds until the first of them is over */
    record Full(int seconds) implements Use {}

    /**
     * Writes a use down. Of answers to one challenge one counts, in whichever replica, and whatever Redis has lost; what is
     * over by itself is forgotten in passing, and of what is not no more than {@value #MOST_USED} are kept.
     *
     * @param lifetime how long challenges are good: it is known for the whole of it, for another replica's clock may go after ours
     */
    Use use(UUID id, Ceremonies.Use use, Duration lifetime) {
        // Those who come at the same time wait here, so that what each is told is what the other left.
        List<Object[]> before = entities.unwrap(Session.class)
                .createNativeQuery("""
                        select sign_count, exists (
                            select from unnest(used_challenges) used where split_part(used, ':', 2) = :challenge) as repeated,
                            (select count(*) from unnest(used_challenges) used
                                where cast(split_part(used, ':', 1) as bigint) > extract(epoch from now())) as used,
                            (select cast(ceil(min(cast(split_part(used, ':', 1) as bigint) - extract(epoch from now())))
                                as integer) from unnest(used_challenges) used
                                where cast(split_part(used, ':', 1) as bigint) > extract(epoch from now())) as seconds
                        from identity.passkeys where id = :id for no key update
                        """, Object[].class)
                .addScalar("sign_count", Long.class)
                .addScalar("repeated", Boolean.class)
                .addScalar("used", Long.class)
                .addScalar("seconds", Integer.class)
                .setParameter("challenge", use.challenge())
                .setParameter("id", id)
                .getResultList();
        if (before.isEmpty()) {
            return new Gone();
        }
        if ((Boolean) before.getFirst()[1]) {
            return new Repeated();
        }
        long counter = (Long) before.getFirst()[0];
        if (use.signCount() <= counter && (counter != 0 || use.signCount() != 0)) {
            return new CountedBack();
        }
        if ((Long) before.getFirst()[2] >= MOST_USED) {
            return new Full((Integer) before.getFirst()[3]);
        }
        entities.createNativeQuery("""
                        update identity.passkeys set sign_count = :count, backed_up = :backedUp, last_used_at = now(),
                            used_challenges = array(
                                select used from unnest(used_challenges) used
                                where cast(split_part(used, ':', 1) as bigint) > extract(epoch from now())
                                union all select ceil(extract(epoch from now()) + :seconds) || ':' || cast(:challenge as text))
                        where id = :id
                        """)
                .setParameter("count", use.signCount())
                .setParameter("backedUp", use.backedUp())
                .setParameter("seconds", lifetime.toSeconds())
                .setParameter("challenge", use.challenge())
                .setParameter("id", id)
                .executeUpdate();
        return new Counts();
    }

    private NativeQuery<Object[]> select(String condition) {
        return entities.unwrap(Session.class)
                .createNativeQuery(SELECT + condition, Object[].class)
                .addScalar("id", UUID.class)
                .addScalar("user_id", UUID.class)
                .addScalar("credential_id", byte[].class)
                .addScalar("public_key", byte[].class)
                .addScalar("sign_count", Long.class)
                .addScalar("transports", String.class)
                .addScalar("aaguid", UUID.class)
                .addScalar("backup_eligible", Boolean.class)
                .addScalar("backed_up", Boolean.class)
                .addScalar("name", String.class)
                .addScalar("created_at", Instant.class)
                .addScalar("last_used_at", Instant.class);
    }

    private static Passkey passkey(Object[] row) {
        String transports = (String) row[5];
        var facts = new Passkey.Facts(
                (byte[]) row[2],
                (byte[]) row[3],
                (Long) row[4],
                transports.isEmpty() ? List.of() : List.of(transports.split(",")),
                (UUID) row[6],
                (Boolean) row[7],
                (Boolean) row[8]);
        return new Passkey((UUID) row[0], (UUID) row[1], facts, (String) row[9], (Instant) row[10], (Instant) row[11]);
    }
}
