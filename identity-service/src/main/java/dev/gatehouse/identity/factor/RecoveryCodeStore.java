package dev.gatehouse.identity.factor;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** Hashes of recovery codes in PostgreSQL. */
@ApplicationScoped
@Transactional
class RecoveryCodeStore {
    private final EntityManager entities;
    private final AuditTrail trail;

    RecoveryCodeStore(EntityManager entities, AuditTrail trail) {
        this.entities = entities;
        this.trail = trail;
    }

    /** In place of all that there were. Whoever calls holds {@link FactorStore#lock}, so that the later ones stay alone. */
    void replace(UUID user, List<String> hashes) {
        entities.createNativeQuery("delete from identity.recovery_codes where user_id = :user")
                .setParameter("user", user)
                .executeUpdate();
        for (String hash : hashes) {
            entities.createNativeQuery("insert into identity.recovery_codes (user_id, code_hash) values (:user, :hash)")
                    .setParameter("user", user)
                    .setParameter("hash", hash)
                    .executeUpdate();
        }
    }

    /**
     * Uses one up, and notes it with the number that are left; false where there is no such code, or it was used before. All
     * are locked in one order: of two that are used at once, each is told the right number.
     */
    boolean use(UUID user, String hash) {
        List<String> good = entities.unwrap(Session.class)
                .createNativeQuery("""
                        select code_hash from identity.recovery_codes
                        where user_id = :user and used_at is null order by code_hash for update
                        """, String.class)
                .setParameter("user", user)
                .getResultList();
        if (!good.contains(hash)) {
            return false;
        }
        entities.createNativeQuery(
                        "update identity.recovery_codes set used_at = now() where user_id = :user and code_hash = :hash")
                .setParameter("user", user)
                .setParameter("hash", hash)
                .executeUpdate();
        String left = String.valueOf(good.size() - 1);
        trail.note(new AuditEvent(AuditKind.recovery_code_used, user, user.toString(), left));
        return true;
    }

    /** How many can be used. */
    int left(UUID user) {
        Object count = entities.createNativeQuery(
                        "select count(*) from identity.recovery_codes where user_id = :user and used_at is null")
                .setParameter("user", user)
                .getSingleResult();
        return ((Number) count).intValue();
    }

    /** Takes those away that stand in for no factor any more. */
    void dropIdle(UUID user) {
        entities.createNativeQuery("""
                        delete from identity.recovery_codes where user_id = :user
                            and not exists (select 1 from identity.totp_factors
                                where user_id = :user and confirmed_at is not null)
                            and not exists (select 1 from identity.email_factors where user_id = :user)
                            and not exists (select 1 from identity.passkey_factors
                                where user_id = :user and required_since is not null)
                        """).setParameter("user", user).executeUpdate();
    }
}
