package dev.gatehouse.identity.user;

import dev.gatehouse.identity.profile.StandardClaims;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Users in PostgreSQL. Every method is its own transaction, or joins the one that is open. */
@ApplicationScoped
@Transactional
public class UserStore implements PanacheRepositoryBase<UserEntity, UUID> {
    private final EntityManager entities;

    UserStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Makes the user in one statement; empty where the unique indexes say that the name or the address is taken. */
    public Optional<Account> insert(NewUser user) {
        UUID id = UUID.randomUUID();
        String email = user.email() == null ? null : Names.storable(user.email());
        String name = user.name() == null ? null : Names.storable(user.name());
        int rows = entities.createNativeQuery("""
                        insert into identity.users
                            (id, username, username_key, email, email_key, email_verified, name, password_hash, admin)
                        values (:id, :username, :usernameKey, cast(:email as text), cast(:emailKey as text),
                            :emailVerified, cast(:name as text), cast(:passwordHash as text), :admin)
                        on conflict do nothing
                        """)
                .setParameter("id", id)
                .setParameter("username", user.username())
                .setParameter("usernameKey", Names.key(user.username()))
                .setParameter("email", email)
                .setParameter("emailKey", email == null ? null : Names.key(email))
                .setParameter("emailVerified", user.emailVerified())
                .setParameter("name", name)
                .setParameter("passwordHash", user.passwordHash())
                .setParameter("admin", user.admin())
                .executeUpdate();
        return rows == 0 ? Optional.empty() : account(id);
    }

    public Optional<Account> account(UUID id) {
        return findByIdOptional(id).map(UserEntity::account);
    }

    /** By username or e-mail address: they cannot be mixed up, for only addresses have an {@code @}. */
    public Optional<Account> byLogin(String login) {
        String key = Names.key(login);
        return find(key.contains("@") ? "emailKey = ?1" : "usernameKey = ?1", key)
                .firstResultOptional()
                .map(UserEntity::account);
    }

    public boolean emailTaken(String email) {
        return count("emailKey", Names.key(email)) > 0;
    }

    /** Users in the order of their ids, those after {@code after}. */
    public List<Account> page(@Nullable String username, @Nullable UUID after, int limit) {
        return find(
                        "(?1 is null or usernameKey = ?1) and id > ?2 order by id",
                        username == null ? null : Names.key(username),
                        after == null ? new UUID(0, 0) : after)
                .page(0, limit)
                .stream()
                .map(UserEntity::account)
                .toList();
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

    /** What the user's export says of their passkeys, the first one first. */
    public List<AccountExport.Passkey> passkeys(UUID id) {
        return entities
                .unwrap(Session.class)
                .createNativeQuery("""
                        select name, created_at, last_used_at from identity.passkeys
                        where user_id = :id order by created_at
                        """, Object[].class)
                .addScalar("name", String.class)
                .addScalar("created_at", Instant.class)
                .addScalar("last_used_at", Instant.class)
                .setParameter("id", id)
                .stream()
                .map(row -> new AccountExport.Passkey((String) row[0], (Instant) row[1], (Instant) row[2]))
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
