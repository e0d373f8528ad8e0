package dev.gatehouse.identity.newpassword;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.OneTimeTokens.Issued;
import dev.gatehouse.identity.onetime.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Hashes of passwords in PostgreSQL; each change with the event that tells of it. */
@ApplicationScoped
@Transactional
class PasswordStore {
    private final EntityManager entities;
    private final OneTimeTokens tokens;
    private final AuditTrail trail;

    PasswordStore(EntityManager entities, OneTimeTokens tokens, AuditTrail trail) {
        this.entities = entities;
        this.tokens = tokens;
        this.trail = trail;
    }

    /** False where it is not {@code before} any more. */
    boolean replace(UUID user, String before, String after) {
        int rows = entities.createNativeQuery(
                        "update identity.users set password_hash = :after where id = :user and password_hash = :before")
                .setParameter("user", user)
                .setParameter("before", before)
                .setParameter("after", after)
                .executeUpdate();
        if (rows == 1) {
            changed(user, AuditKind.password_changed);
        }
        return rows == 1;
    }

    /**
     * Uses the token up, and sets the password; false where it is good for nothing by now. Who has brought it back has
     * shown that the address it was sent to is theirs.
     */
    boolean reset(String token, String hash) {
        Optional<Issued> issued = tokens.redeem(token, Purpose.reset_password);
        if (issued.isEmpty()) {
            return false;
        }
        UUID user = issued.get().user();
        entities.createNativeQuery("""
                        update identity.users set password_hash = :hash,
                            email_verified = email_verified or coalesce(email = cast(:email as text), false)
                        where id = :user
                        """)
                .setParameter("user", user)
                .setParameter("hash", hash)
                .setParameter("email", issued.get().issuedFor())
                .executeUpdate();
        changed(user, AuditKind.password_reset);
        return true;
    }

    /** What somebody else may have asked for with the old password counts no more. */
    private void changed(UUID user, AuditKind kind) {
        tokens.withdraw(user, Purpose.reset_password, Purpose.change_email);
        trail.note(AuditEvent.of(kind, user));
    }
}
