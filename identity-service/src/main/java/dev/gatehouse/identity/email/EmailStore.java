package dev.gatehouse.identity.email;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.OneTimeTokens.Issued;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.AddressReplaced;
import dev.gatehouse.identity.user.Names;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** The addresses of users in PostgreSQL. A token is used up in the transaction that does what it is for. */
@ApplicationScoped
@Transactional
class EmailStore {
    private final EntityManager entities;
    private final UserStore users;
    private final OneTimeTokens tokens;
    private final AuditTrail trail;
    private final Event<AddressReplaced> replaced;

    EmailStore(
            EntityManager entities,
            UserStore users,
            OneTimeTokens tokens,
            AuditTrail trail,
            Event<AddressReplaced> replaced) {
        this.entities = entities;
        this.users = users;
        this.tokens = tokens;
        this.trail = trail;
        this.replaced = replaced;
    }

    /** Another user has the address; nothing was changed. */
    static final class AddressTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Notes that the account's address is the user's; false where the token is not for it, or not any more.
     *
     * @throws AddressTaken where it is another user's already: the unique index decides
     */
    boolean verify(String token) {
        Optional<Issued> issued = tokens.redeem(token, Purpose.confirm_email);
        if (issued.isEmpty()) {
            return false;
        }
        UUID user = issued.get().user();
        try {
            int rows = entities.createNativeQuery("""
                            update identity.users set email_verified = true, version = version + 1, updated_at = now()
                            where id = :user and email = :email and disabled_at is null
                            """)
                    .setParameter("user", user)
                    .setParameter("email", issued.get().issuedFor())
                    .executeUpdate();
            if (rows == 1) {
                trail.note(AuditEvent.of(AuditKind.email_verified, user));
            }
            return rows == 1;
        } catch (ConstraintViolationException e) {
            throw new AddressTaken();
        }
    }

    /**
     * Makes the address that the token was sent to the account's; false where the token is good for nothing.
     *
     * @throws AddressTaken where another user has it: the unique index has the last word
     */
    boolean change(String token) {
        Optional<Issued> issued = tokens.redeem(token, Purpose.change_email);
        if (issued.isEmpty() || issued.get().issuedFor() == null) {
            return false;
        }
        UUID user = issued.get().user();
        String email = issued.get().issuedFor();
        Optional<String> old = users.locked(user).map(Account::email);
        try {
            int rows = entities.createNativeQuery("""
                            update identity.users set email = :email, email_key = :key, email_verified = true,
                                version = version + 1, updated_at = now()
                            where id = :user and disabled_at is null
                                and not exists (select 1 from identity.users
                                    where email_key = :key and (email_verified or email_reserved))
                            """)
                    .setParameter("user", user)
                    .setParameter("email", email)
                    .setParameter("key", Names.key(email))
                    .executeUpdate();
            if (rows == 0) {
                throw new AddressTaken();
            }
        } catch (ConstraintViolationException e) {
            throw new AddressTaken();
        }
        // What was sent to the old address must not open the account any more.
        tokens.withdraw(user, Purpose.confirm_email, Purpose.reset_password);
        trail.note(AuditEvent.of(AuditKind.email_changed, user));
        old.ifPresent(address -> replaced.fire(new AddressReplaced(user, address)));
        return true;
    }
}
