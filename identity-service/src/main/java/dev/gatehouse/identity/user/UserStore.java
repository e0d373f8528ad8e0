package dev.gatehouse.identity.user;

import dev.gatehouse.identity.profile.StandardClaims;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Users in PostgreSQL. Every method is its own transaction, or joins the one that is open. */
@ApplicationScoped
@Transactional
public class UserStore implements PanacheRepositoryBase<UserEntity, UUID> {
    /** Such an address is one user's alone: by the unique index. */
    private static final String OWN_EMAIL = "emailKey = ?1 and (emailVerified or emailReserved)";

    /**
     * So many accounts that were made with one address, none of which is confirmed, are recovered by it: the oldest and the
     * latest, so that neither those before nor those after can keep one out alone.
     */
    private static final int OLDEST_RECOVERED = 3;

    private static final int LATEST_RECOVERED = 2;

    private final EntityManager entities;

    UserStore(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Makes the user in one statement, for somebody who may say whose the address is; empty where the unique indexes say
     * that the name, or one that looks the same, or the address is taken.
     */
    public Optional<Account> insert(NewUser user) {
        return insert(user, true);
    }

    /**
     * Makes a user who says so themselves: the address is theirs once it is confirmed, and until then as many may have
     * given it as like, so nobody learns whether it is taken. Empty where the name is, or a confirmed address.
     */
    public Optional<Account> register(NewUser user) {
        return insert(user, false);
    }

    private Optional<Account> insert(NewUser user, boolean emailReserved) {
        UUID id = UUID.randomUUID();
        String email = user.email() == null ? null : Names.storable(user.email());
        String name = user.name() == null ? null : Names.storable(user.name());
        int rows = entities.createNativeQuery("""
                        insert into identity.users
                            (id, username, username_key, username_skeleton, email, email_key, email_verified, email_reserved, name, password_hash, admin)
                        values (:id, :username, :usernameKey, :usernameSkeleton, cast(:email as text), cast(:emailKey as text),
                            :emailVerified, :emailReserved, cast(:name as text), cast(:passwordHash as text), :admin)
                        on conflict do nothing
                        """)
                .setParameter("id", id)
                .setParameter("username", user.username())
                .setParameter("usernameKey", Names.key(user.username()))
                .setParameter("usernameSkeleton", Names.skeleton(user.username()))
                .setParameter("email", email)
                .setParameter("emailKey", email == null ? null : Names.key(email))
                .setParameter("emailVerified", user.emailVerified())
                .setParameter("emailReserved", emailReserved)
                .setParameter("name", name)
                .setParameter("passwordHash", user.passwordHash())
                .setParameter("admin", user.admin())
                .executeUpdate();
        return rows == 0 ? Optional.empty() : account(id);
    }

    public Optional<Account> account(UUID id) {
        return findByIdOptional(id).map(UserEntity::account);
    }

    /** The user, whom nobody else can change or remove until the transaction ends. */
    public Optional<Account> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).map(UserEntity::account);
    }

    /**
     * By username or the e-mail address that is the user's alone: they cannot be mixed up, for only addresses have an
     * {@code @}.
     */
    public Optional<Account> byLogin(String login) {
        String key = Names.key(login);
        return find(key.contains("@") ? OWN_EMAIL : "usernameKey = ?1", key)
                .firstResultOptional()
                .map(UserEntity::account);
    }

    /**
     * As {@link #byLogin}; but where nobody has the address for their own, those who gave it when they registered, the
     * oldest first: any of them may be its reader's, who knows which.
     */
    public List<Account> recoverable(String login) {
        Optional<Account> found = byLogin(login);
        if (found.isPresent() || !login.contains("@")) {
            return found.stream().toList();
        }
        List<UUID> oldestAndLatest = entities.createNativeQuery("""
                        (select id from identity.users where email_key collate "C" = :key and disabled_at is null
                            order by created_at, id limit :oldest)
                        union
                        (select id from identity.users where email_key collate "C" = :key and disabled_at is null
                            order by created_at desc, id desc limit :latest)
                        """, UUID.class)
                .setParameter("key", Names.key(login))
                .setParameter("oldest", OLDEST_RECOVERED)
                .setParameter("latest", LATEST_RECOVERED)
                .getResultStream()
                .map(UUID.class::cast)
                .toList();
        return find("id in ?1 order by createdAt, id", oldestAndLatest).stream()
                .map(UserEntity::account)
                .toList();
    }

    /** Whether the address is somebody's alone. */
    public boolean emailTaken(String email) {
        return count(OWN_EMAIL, Names.key(email)) > 0;
    }

    /** Those of {@code ids} that there are. */
    public List<Account> accounts(Collection<UUID> ids) {
        return find("id in ?1", ids).stream().map(UserEntity::account).toList();
    }

    /** Replaces what the user says about themselves; empty where the user is not of that version any more, or gone. */
    public Optional<Account> rewrite(UUID id, long version, StandardClaims claims) {
        return at(id, version).map(user -> {
            user.claims = claims;
            return changed(user);
        });
    }

    /** Upstream accounts that sign the user in, the first one first. */
    public List<AccountExport.Link> links(UUID id) {
        return entities
                .unwrap(Session.class)
                .createNativeQuery("""
                        select provider, subject, created_at from identity.federated_identities
                        where user_id = :id order by created_at
                        """, Object[].class)
                .addScalar("provider", String.class)
                .addScalar("subject", String.class)
                .addScalar("created_at", Instant.class)
                .setParameter("id", id)
                .stream()
                .map(row -> new AccountExport.Link((String) row[0], (String) row[1], (Instant) row[2]))
                .toList();
    }

    /** Lets the user sign in, or not; empty where there is no such user. */
    public Optional<Account> setDisabled(UUID id, boolean disabled) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).map(user -> {
            Instant since = user.disabledAt == null ? Instant.now() : user.disabledAt;
            user.disabledAt = disabled ? since : null;
            return changed(user);
        });
    }

    /** The row, locked: PostgreSQL looks at the version once more when it has the lock. */
    private Optional<UserEntity> at(UUID id, long version) {
        return find("id = ?1 and version = ?2", id, version)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    private static Account changed(UserEntity user) {
        user.version++;
        user.updatedAt = Instant.now();
        return user.account();
    }

    /** Replaces the hash, unless it was changed meanwhile. */
    public void rehash(UUID id, String before, String after) {
        update("passwordHash = ?1 where id = ?2 and passwordHash = ?3", after, id, before);
    }

    public boolean remove(UUID id) {
        return deleteById(id);
    }
}
