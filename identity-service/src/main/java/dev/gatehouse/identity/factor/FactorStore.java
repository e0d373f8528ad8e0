package dev.gatehouse.identity.factor;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.identity.user.Reclaimed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Second factors in PostgreSQL. What two calls can race for is one statement each. */
@ApplicationScoped
@Transactional
class FactorStore {
    private static final String ASKED = """
            select totp.secret_sealed, totp.confirmed_at, totp.last_step,
                greatest(totp.retry_at, cast('epoch' as timestamptz)) as retry_at,
                email.user_id is not null as email, passkey.required_since is not null as passkey
            from (values (cast(? as uuid))) as asked (user_id)
            left join identity.totp_factors totp on totp.user_id = asked.user_id and totp.confirmed_at is not null
            left join identity.email_factors email on email.user_id = asked.user_id
            left join identity.passkey_factors passkey on passkey.user_id = asked.user_id
            """;

    private final EntityManager entities;
    private final Database database;
    private final RecoveryCodeStore codes;

    FactorStore(EntityManager entities, Database database, RecoveryCodeStore codes) {
        this.entities = entities;
        this.database = database;
        this.codes = codes;
    }

    /**
     * @param confirmedAt null where the user has not given a code yet
     * @param lastStep of the latest code that was used
     */
    record TotpFactor(String sealedSecret, @Nullable Instant confirmedAt, long lastStep, Instant retryAt) {}

    /** All that is asked for after the password. @param totp confirmed */
    record Asked(Optional<TotpFactor> totp, boolean email, boolean passkey) {
        boolean nothing() {
            return totp.isEmpty() && !email && !passkey;
        }
    }

    /**
     * In one statement, in no transaction where there is none, and past Hibernate, which takes longer to read a native query
     * than PostgreSQL to answer it: every sign-in asks.
     */
    @Transactional(TxType.SUPPORTS)
    Asked asked(UUID user) {
        return database.first(FactorStore::read, ASKED, user).orElseThrow();
    }

    private static Asked read(ResultSet row) throws SQLException {
        String secret = row.getString("secret_sealed");
        return new Asked(
                secret == null
                        ? Optional.empty()
                        : Optional.of(new TotpFactor(
                                secret,
                                Database.instant(row, "confirmed_at"),
                                row.getLong("last_step"),
                                Database.instant(row, "retry_at"))),
                row.getBoolean("email"),
                row.getBoolean("passkey"));
    }

    Optional<TotpFactor> totp(UUID user) {
        return database.first(
                row -> new TotpFactor(
                        row.getString("secret_sealed"),
                        Database.instantOrNull(row, "confirmed_at"),
                        row.getLong("last_step"),
                        Database.instant(row, "retry_at")),
                """
                select secret_sealed, confirmed_at, last_step, greatest(retry_at, cast('epoch' as timestamptz)) as retry_at
                from identity.totp_factors where user_id = ?
                """,
                user);
    }

    /** Offers a new secret; false where there is one that is confirmed. */
    boolean offer(UUID user, String sealedSecret) {
        return entities.createNativeQuery("""
                        insert into identity.totp_factors (user_id, secret_sealed) values (:user, :secret)
                        on conflict (user_id) do update
                            set secret_sealed = excluded.secret_sealed, created_at = now(), last_step = 0
                            where totp_factors.confirmed_at is null
                        """)
                        .setParameter("user", user)
                        .setParameter("secret", sealedSecret)
                        .executeUpdate()
                == 1;
    }

    /**
     * Takes one of the attempts that there are; false where the user has to wait. Each beyond the free ones doubles the
     * wait for the next, from one second on.
     */
    boolean attempt(UUID user, int free, Duration longest) {
        return entities.createNativeQuery("""
                        update identity.totp_factors set
                            attempts = attempts + 1,
                            retry_at = case when attempts < :free then '-infinity'
                                else now() + least(power(2, least(attempts - :free, 30)), :longest) * interval '1 second'
                                end
                        where user_id = :user and retry_at <= now()
                        """)
                        .setParameter("user", user)
                        .setParameter("free", free)
                        .setParameter("longest", longest.toSeconds())
                        .executeUpdate()
                == 1;
    }

    /**
     * Uses up the code of a time step; false where one as late was used before, or the secret is another by now.
     *
     * @param renewed the same secret as it is to be kept from now on
     * @param forgetting whether the attempts before it count no more
     */
    boolean spend(UUID user, String sealedSecret, long step, String renewed, boolean forgetting) {
        return entities.createNativeQuery("""
                        update identity.totp_factors set
                            last_step = :step, secret_sealed = :renewed,
                            attempts = case when :forgetting then 0 else attempts end,
                            retry_at = case when :forgetting then '-infinity' else retry_at end,
                            confirmed_at = coalesce(confirmed_at, now())
                        where user_id = :user and secret_sealed = :secret and last_step < :step
                        """)
                        .setParameter("user", user)
                        .setParameter("secret", sealedSecret)
                        .setParameter("renewed", renewed)
                        .setParameter("step", step)
                        .setParameter("forgetting", forgetting)
                        .executeUpdate()
                == 1;
    }

    /** Of one whose factor somebody else may have set, who would lock the owner out with it. */
    void forget(@Observes Reclaimed reclaimed) {
        remove(reclaimed.user());
        removeEmail(reclaimed.user());
        releasePasskey(reclaimed.user());
    }

    /** Since when codes are mailed to the user; empty where they are not. */
    Optional<Instant> emailSince(UUID user) {
        return database.first(
                row -> Database.instant(row, "confirmed_at"),
                "select confirmed_at from identity.email_factors where user_id = ?",
                user);
    }

    /** False where the user has it already. */
    boolean addEmail(UUID user) {
        return entities.createNativeQuery(
                                "insert into identity.email_factors (user_id) values (:user) on conflict do nothing")
                        .setParameter("user", user)
                        .executeUpdate()
                == 1;
    }

    /** The authenticator application, and with the last factor the codes that stand in for it. */
    void remove(UUID user) {
        removeFrom("totp_factors", user);
    }

    /** As {@link #remove}, of codes that are mailed. */
    void removeEmail(UUID user) {
        removeFrom("email_factors", user);
    }

    private void removeFrom(String table, UUID user) {
        lock(user);
        entities.createNativeQuery("delete from identity." + table + " where user_id = :user")
                .setParameter("user", user)
                .executeUpdate();
        codes.dropIdle(user);
    }

    /** Since when a passkey is asked for after the password; empty where it is not. */
    Optional<Instant> passkeySince(UUID user) {
        return ofPasskey(user, "required_since");
    }

    /** When the next passkey is looked at; empty where that is now. */
    Optional<Instant> passkeyRetryAt(UUID user) {
        return ofPasskey(user, "nullif(retry_at, '-infinity')");
    }

    private Optional<Instant> ofPasskey(UUID user, String column) {
        return database.first(
                row -> Database.instant(row, "at"),
                "select at from (select user_id, " + column
                        + " as at from identity.passkey_factors) factor where user_id = ? and at is not null",
                user);
    }

    /** False where it is asked for already. */
    boolean requirePasskey(UUID user) {
        return entities.createNativeQuery("""
                        insert into identity.passkey_factors (user_id, required_since) values (:user, now())
                        on conflict (user_id) do update set required_since = now()
                            where passkey_factors.required_since is null
                        """).setParameter("user", user).executeUpdate() == 1;
    }

    /** As {@link #remove}, of the wish to be asked for a passkey; false where there was none. */
    boolean releasePasskey(UUID user) {
        lock(user);
        int rows = entities.createNativeQuery("""
                        update identity.passkey_factors set required_since = null
                        where user_id = :user and required_since is not null
                        """).setParameter("user", user).executeUpdate();
        codes.dropIdle(user);
        return rows == 1;
    }

    /** As {@link #attempt}, of passkeys. */
    boolean attemptPasskey(UUID user, int free, Duration longest) {
        return entities.createNativeQuery("""
                        insert into identity.passkey_factors as factor (user_id, attempts)
                        select id, 1 from identity.users where id = :user
                        on conflict (user_id) do update set
                            attempts = factor.attempts + 1,
                            retry_at = case when factor.attempts < :free then '-infinity'
                                else now()
                                    + least(power(2, least(factor.attempts - :free, 30)), :longest) * interval '1 second'
                                end
                            where factor.retry_at <= now()
                        """)
                        .setParameter("user", user)
                        .setParameter("free", free)
                        .setParameter("longest", longest.toSeconds())
                        .executeUpdate()
                == 1;
    }

    /** After a right one. */
    void forgetPasskeyAttempts(UUID user) {
        entities.createNativeQuery(
                        "update identity.passkey_factors set attempts = 0, retry_at = '-infinity' where user_id = :user")
                .setParameter("user", user)
                .executeUpdate();
    }

    /** What changes more than one row goes one after the other for each user, until the transaction ends. */
    void lock(UUID user) {
        entities.createNativeQuery("select 1 from identity.users where id = :user for no key update")
                .setParameter("user", user)
                .getResultList();
    }
}
