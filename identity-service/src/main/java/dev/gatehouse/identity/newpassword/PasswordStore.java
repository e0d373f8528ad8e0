package dev.gatehouse.identity.newpassword;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.OneTimeTokens.Issued;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.password.PasswordHistory;
import dev.gatehouse.identity.user.Reclaimed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;

/** Hashes of passwords in PostgreSQL; each change with the event that tells of it. */
@ApplicationScoped
@Transactional
class PasswordStore {
    private final EntityManager entities;
    private final OneTimeTokens tokens;
    private final PasswordHistory history;
    private final AuditTrail trail;
    private final Event<Reclaimed> reclaimed;

    PasswordStore(
            EntityManager entities,
            OneTimeTokens tokens,
            PasswordHistory history,
            AuditTrail trail,
            Event<Reclaimed> reclaimed) {
        this.entities = entities;
        this.tokens = tokens;
        this.history = history;
        this.trail = trail;
        this.reclaimed = reclaimed;
    }

    /** The unique index has decided for another account, whose address it is by now. */
    static final class AddressConfirmed extends RuntimeException {
        private static final long serialVersionUID = 1L;
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
            history.replaced(user, before);
            changed(user, AuditKind.password_changed);
        }
        return rows == 1;
    }

    /**
     * Uses the token up, and sets the password; false where it is good for nothing by now, as where the account has another
     * address than it was sent to. Who has brought it back has shown that the address is theirs. Where nobody had before,
     * whoever registered with it may be someone else, who keeps no way in. It stays unconfirmed where it is another
     * account's.
     *
     * @throws AddressConfirmed where it has become another account's at this moment: nothing was changed
     */
    boolean reset(String token, String hash) {
        Optional<Issued> issued = tokens.redeem(token, Purpose.reset_password);
        if (issued.isEmpty()) {
            return false;
        }
        UUID user = issued.get().user();
        List<Object[]> found = entities.unwrap(Session.class)
                .createNativeQuery("""
                        select email_verified, password_hash from identity.users
                        where id = :user and email = cast(:email as text) and disabled_at is null for update
                        """, Object[].class)
                .addScalar("email_verified", Boolean.class)
                .addScalar("password_hash", String.class)
                .setParameter("user", user)
                .setParameter("email", issued.get().issuedFor())
                .getResultList();
        if (found.isEmpty()) {
            return false;
        }
        boolean confirmed = (Boolean) found.getFirst()[0];
        set(user, hash);
        history.replaced(user, (String) found.getFirst()[1]);
        if (!confirmed) {
            reclaimed.fire(new Reclaimed(user));
        }
        changed(user, AuditKind.password_reset);
        return true;
    }

    private void set(UUID user, String hash) {
        try {
            entities.createNativeQuery("""
                            update identity.users u set password_hash = :hash, email_verified = not exists (
                                select 1 from identity.users other where other.email_key = u.email_key and other.id <> u.id
                                    and (other.email_verified or other.email_reserved))
                            where u.id = :user
                            """)
                    .setParameter("user", user)
                    .setParameter("hash", hash)
                    .executeUpdate();
        } catch (ConstraintViolationException e) {
            throw new AddressConfirmed();
        }
    }

    private void changed(UUID user, AuditKind kind) {
        trail.note(AuditEvent.of(kind, user));
    }
}
