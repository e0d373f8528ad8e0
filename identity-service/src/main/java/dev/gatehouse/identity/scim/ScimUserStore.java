package dev.gatehouse.identity.scim;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.password.PasswordHistory;
import dev.gatehouse.identity.profile.PostalAddress;
import dev.gatehouse.identity.profile.StandardClaims;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.AddressReplaced;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserAdministration;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Provisioned users in PostgreSQL; each change in one transaction with the event that tells of it. */
@ApplicationScoped
@Transactional
class ScimUserStore {
    private final EntityManager entities;
    private final UserStore users;
    private final PasswordHistory history;
    private final UserAdministration administration;
    private final AuditTrail trail;
    private final Event<AddressReplaced> replaced;

    ScimUserStore(
            EntityManager entities,
            UserStore users,
            PasswordHistory history,
            UserAdministration administration,
            AuditTrail trail,
            Event<AddressReplaced> replaced) {
        this.entities = entities;
        this.users = users;
        this.history = history;
        this.administration = administration;
        this.trail = trail;
        this.replaced = replaced;
    }

    /** What the provisioning client calls a user. @param userName null where that is the username */
    record Names(@Nullable String externalId, @Nullable String userName) {}

    Map<UUID, Names> names(Collection<UUID> ids) {
        return entities
                .unwrap(Session.class)
                .createNativeQuery(
                        "select id, external_id, provisioned_name from identity.users where id in (:ids)",
                        Object[].class)
                .addScalar("id", UUID.class)
                .addScalar("external_id", String.class)
                .addScalar("provisioned_name", String.class)
                .setParameter("ids", ids)
                .stream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> new Names((String) row[1], (String) row[2])));
    }

    /**
     * Makes the user; empty where the username or the address is taken.
     *
     * @throws org.hibernate.exception.ConstraintViolationException where the provisioned name is taken
     */
    Optional<Account> create(ScimUser user, String username, @Nullable String passwordHash, String actor) {
        var fresh = new NewUser(username, user.email(), false, user.claims().name(), passwordHash, false);
        Optional<Account> made = users.insert(fresh);
        if (made.isEmpty()) {
            return made;
        }
        UUID id = made.get().id();
        update(made.get(), user, username, passwordHash);
        trail.note(new AuditEvent(AuditKind.provisioned, id, actor, null));
        return read(id);
    }

    /**
     * Replaces all that a provisioning client says of the user; empty where the user is not of that version any more, or
     * has another password by now than the new one was compared with.
     *
     * @throws org.hibernate.exception.ConstraintViolationException where the name or the address is taken
     */
    Optional<Account> replace(
            Account before, ScimUser user, String username, @Nullable String passwordHash, String actor) {
        if (!update(before, user, username, passwordHash)) {
            return Optional.empty();
        }
        trail.note(new AuditEvent(AuditKind.reprovisioned, before.id(), actor, null));
        String old = before.email();
        if (old != null && (user.email() == null || !key(old).equals(key(user.email())))) {
            replaced.fire(new AddressReplaced(before.id(), old));
        }
        if (passwordHash != null) {
            history.replaced(before.id(), before.passwordHash());
            trail.note(new AuditEvent(AuditKind.password_changed, before.id(), actor, null));
        }
        if (!user.active() && !before.disabled()) {
            administration.beginClosing(before.id(), actor);
        }
        Optional<Account> after = read(before.id());
        if (before.disabled() && after.isPresent() && !after.get().disabled()) {
            trail.note(new AuditEvent(AuditKind.enabled, before.id(), actor, null));
        }
        return after;
    }

    private Optional<Account> read(UUID id) {
        entities.clear();
        return users.account(id);
    }

    private boolean update(Account before, ScimUser user, String username, @Nullable String passwordHash) {
        StandardClaims claims = user.claims();
        PostalAddress address = claims.address() == null ? PostalAddress.NONE : claims.address();
        String provisioned = username.equals(user.userName()) ? null : user.userName();
        // Whoever provisions says whose address it is; that the user reads mail there, nobody has shown.
        var sql = entities.createNativeQuery("""
                update identity.users set
                    username = :username, username_key = :usernameKey,
                    username_skeleton = case when username_key = :usernameKey then username_skeleton else :skeleton end,
                    provisioned_name = cast(:provisioned as text),
                    provisioned_name_key = cast(:provisionedKey as text),
                    external_id = cast(:externalId as text),
                    email = cast(:email as text), email_key = cast(:emailKey as text),
                    email_verified = email_verified and email_key is not distinct from cast(:emailKey as text),
                    email_reserved = email_reserved or email_key is distinct from cast(:emailKey as text),
                    name = cast(:name as text), given_name = cast(:given as text),
                    family_name = cast(:family as text), middle_name = cast(:middle as text),
                    nickname = cast(:nickname as text), profile = cast(:profile as text),
                    zoneinfo = cast(:zoneinfo as text), locale = cast(:locale as text),
                    phone_number = cast(:phone as text), formatted = cast(:formatted as text),
                    street_address = cast(:street as text), locality = cast(:locality as text),
                    region = cast(:region as text), postal_code = cast(:postal as text),
                    country = cast(:country as text),
                    password_hash = coalesce(cast(:hash as text), password_hash),
                    disabled_at = case
                        when not :active then coalesce(disabled_at, now())
                        when exists (select 1 from identity.closings where user_id = :id and removal) then disabled_at
                        end,
                    version = version + 1, updated_at = now()
                where id = :id and version = :version
                    and (cast(:hash as text) is null or password_hash is not distinct from cast(:hashBefore as text))
                """);
        return sql.setParameter("username", username)
                        .setParameter("usernameKey", key(username))
                        .setParameter("skeleton", dev.gatehouse.identity.user.Names.skeleton(username))
                        .setParameter("provisioned", provisioned)
                        .setParameter("provisionedKey", provisioned == null ? null : key(provisioned))
                        .setParameter("externalId", user.externalId())
                        .setParameter("email", user.email())
                        .setParameter("emailKey", user.email() == null ? null : key(user.email()))
                        .setParameter("name", claims.name())
                        .setParameter("given", claims.givenName())
                        .setParameter("family", claims.familyName())
                        .setParameter("middle", claims.middleName())
                        .setParameter("nickname", claims.nickname())
                        .setParameter("profile", claims.profile())
                        .setParameter("zoneinfo", claims.zoneinfo())
                        .setParameter("locale", claims.locale())
                        .setParameter("phone", claims.phoneNumber())
                        .setParameter("formatted", address.formatted())
                        .setParameter("street", address.streetAddress())
                        .setParameter("locality", address.locality())
                        .setParameter("region", address.region())
                        .setParameter("postal", address.postalCode())
                        .setParameter("country", address.country())
                        .setParameter("hash", passwordHash)
                        .setParameter("active", user.active())
                        .setParameter("hashBefore", before.passwordHash())
                        .setParameter("id", before.id())
                        .setParameter("version", before.version())
                        .executeUpdate()
                > 0;
    }

    private static String key(String text) {
        return dev.gatehouse.identity.user.Names.key(text);
    }
}
