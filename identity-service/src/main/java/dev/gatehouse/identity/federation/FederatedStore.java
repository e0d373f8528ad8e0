package dev.gatehouse.identity.federation;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.profile.StandardClaims;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.Reclaimed;
import dev.gatehouse.identity.user.UserStore;
import dev.gatehouse.identity.user.WayIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which user an upstream subject belongs to, in PostgreSQL. */
@ApplicationScoped
public class FederatedStore implements WayIn {
    private final EntityManager entities;
    private final UserStore users;
    private final AuditTrail trail;

    FederatedStore(EntityManager entities, UserStore users, AuditTrail trail) {
        this.entities = entities;
        this.users = users;
        this.trail = trail;
    }

    /** Another call has linked the same subject meanwhile; the new user was rolled back. */
    static final class AlreadyLinked extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Transactional
    public Optional<Account> find(String provider, String subject) {
        List<?> ids = entities.createNativeQuery(
                        "select user_id from identity.federated_identities where provider = ?1 and subject = ?2",
                        UUID.class)
                .setParameter(1, provider)
                .setParameter(2, subject)
                .getResultList();
        return ids.stream().map(UUID.class::cast).findFirst().flatMap(users::account);
    }

    /**
     * Makes the user and the link, or neither; empty where the name or the address is taken.
     *
     * @param claims what is known of the user
     * @throws AlreadyLinked where the primary key says that the subject is linked
     */
    @Transactional
    public Optional<Account> create(String provider, String subject, NewUser user, StandardClaims claims) {
        Optional<Account> account = users.register(user)
                .flatMap(made -> claims.equals(made.claims())
                        ? Optional.of(made)
                        : users.rewrite(made.id(), made.version(), claims));
        if (account.isEmpty()) {
            return account;
        }
        if (!link(provider, subject, account.get().id())) {
            throw new AlreadyLinked();
        }
        UUID id = account.get().id();
        trail.note(new AuditEvent(AuditKind.registered_upstream, id, id.toString(), provider));
        return account;
    }

    /** False where the primary key says that the subject is linked, to whomever. */
    @Transactional
    boolean link(String provider, String subject, UUID user) {
        return entities.createNativeQuery("""
            insert into identity.federated_identities (provider, subject, user_id)
            values (?1, ?2, ?3) on conflict do nothing
            """)
                        .setParameter(1, provider)
                        .setParameter(2, subject)
                        .setParameter(3, user)
                        .executeUpdate()
                == 1;
    }

    @Transactional
    void unlink(String provider, String subject) {
        entities.createNativeQuery("delete from identity.federated_identities where provider = ?1 and subject = ?2")
                .setParameter(1, provider)
                .setParameter(2, subject)
                .executeUpdate();
    }

    /** Of one whose links somebody else may have made. */
    @Transactional
    void forget(@Observes Reclaimed reclaimed) {
        entities.createNativeQuery("delete from identity.federated_identities where user_id = ?1")
                .setParameter(1, reclaimed.user())
                .executeUpdate();
    }

    /** The links of a user, the first one first. */
    @Transactional
    List<LinkedIdentity> of(UUID user) {
        return users.links(user).stream()
                .map(link -> new LinkedIdentity(link.provider(), link.subject(), link.createdAt()))
                .toList();
    }

    @Override
    @Transactional
    public boolean opensFor(UUID user) {
        return !users.links(user).isEmpty();
    }
}
