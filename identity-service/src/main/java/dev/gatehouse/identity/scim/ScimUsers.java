package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.group.GroupStore;
import dev.gatehouse.identity.password.Objection;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.password.PasswordHistory;
import dev.gatehouse.identity.password.PasswordPolicy;
import dev.gatehouse.identity.profile.StandardClaims;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.Names;
import dev.gatehouse.identity.user.UserAdministration;
import dev.gatehouse.identity.user.UserStore;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Makes, changes and removes users for a provisioning client. */
@Singleton
class ScimUsers {
    /** Each one lost means that somebody else's change has won. */
    private static final int ATTEMPTS = 8;

    private final UserStore users;
    private final ScimUserStore store;
    private final ScimSearchStore search;
    private final GroupStore groups;
    private final UserAdministration administration;
    private final PasswordPolicy policy;
    private final PasswordHistory history;
    private final PasswordHasher hasher;
    private final Validator validator;

    ScimUsers(
            UserStore users,
            ScimUserStore store,
            ScimSearchStore search,
            GroupStore groups,
            UserAdministration administration,
            PasswordPolicy policy,
            PasswordHistory history,
            PasswordHasher hasher,
            Validator validator) {
        this.users = users;
        this.store = store;
        this.search = search;
        this.groups = groups;
        this.administration = administration;
        this.policy = policy;
        this.history = history;
        this.hasher = hasher;
        this.validator = validator;
    }

    /** A user as JSON, and the version that it shows. */
    record Shown(ObjectNode json, Account account) {}

    Shown one(UUID id) throws ScimRefusal {
        return shown(users.account(id).orElseThrow(ScimRefusal::absent));
    }

    ScimPage page(ScimQuery query) throws ScimRefusal {
        ScimSearchStore.Found found = search.users(query);
        Map<UUID, Account> accounts =
                users.accounts(found.ids()).stream().collect(Collectors.toMap(Account::id, account -> account));
        return new ScimPage(
                found.total(),
                query.start(),
                found.ids().stream()
                        .filter(accounts::containsKey)
                        .map(id -> shown(java.util.Objects.requireNonNull(accounts.get(id))))
                        .map(ScimResources::user)
                        .toList());
    }

    Shown create(ObjectNode body, String actor) throws ScimRefusal {
        ScimUser user = checked(UserJson.read(body, StandardClaims.NONE));
        String hash = hash(user, null);
        Optional<String> username = Names.username(user.userName());
        for (int attempt = 0; attempt < (username.isPresent() ? 1 : ATTEMPTS); attempt++) {
            String base = username.orElseGet(() -> Names.usernameFor(user.userName()));
            String name = attempt == 0 ? base : Names.another(base);
            Optional<Account> made = attempt(() -> store.create(user, name, hash, actor));
            if (made.isPresent()) {
                return shown(made.get());
            }
            if (user.email() != null && users.emailTaken(user.email())) {
                throw ScimRefusal.taken();
            }
        }
        throw ScimRefusal.taken();
    }

    Shown replace(UUID id, ObjectNode body, EntityTag.Condition condition, String actor) throws ScimRefusal {
        return change(id, condition, actor, before -> body);
    }

    Shown patch(UUID id, List<Operation> operations, EntityTag.Condition condition, String actor) throws ScimRefusal {
        return change(id, condition, actor, before -> {
            ObjectNode json = shown(before).json();
            UserPatch.apply(json, operations);
            return json;
        });
    }

    void remove(UUID id, EntityTag.Condition condition, String actor) throws ScimRefusal {
        changeable(id, condition);
        switch (administration.removeOrdinary(id, condition, actor)) {
            case DONE, UNDER_WAY -> {}
            case ABSENT -> throw ScimRefusal.absent();
            case OUTDATED, LAST_ADMINISTRATOR -> {
                // Changed since: what is there now tells why not.
                changeable(id, condition);
                throw ScimRefusal.outdated();
            }
        }
    }

    /** Administrators are none: else whoever provisions could give one a password, and so be one. */
    private Account changeable(UUID id, EntityTag.Condition condition) throws ScimRefusal {
        Account account = users.account(id).orElseThrow(ScimRefusal::absent);
        if (account.admin()) {
            throw new ScimRefusal(403, "", "An administrator is not changed by provisioning.");
        }
        if (!condition.holds(account.version())) {
            throw ScimRefusal.outdated();
        }
        return account;
    }

    private interface Edit {
        ObjectNode of(Account before) throws ScimRefusal;
    }

    private Shown change(UUID id, EntityTag.Condition condition, String actor, Edit edit) throws ScimRefusal {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Account before = changeable(id, condition);
            ScimUser user = checked(UserJson.read(edit.of(before), before.claims()));
            String hash = hash(user, before);
            String username = Names.username(user.userName()).orElse(before.username());
            if (hash != null) {
                // First: a service that is away leaves all as it is, so that the same can be sent again.
                administration.endAll(id);
            }
            Optional<Account> after = attempt(() -> store.replace(before, user, username, hash, actor));
            if (after.isPresent()) {
                if (!user.active()) {
                    administration.finishClosing(id);
                }
                if (hash != null) {
                    administration.endAll(id);
                }
                return shown(after.get());
            }
        }
        throw ScimRefusal.outdated();
    }

    private interface Change {
        Optional<Account> make();
    }

    private static Optional<Account> attempt(Change change) throws ScimRefusal {
        try {
            return change.make();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConstraintViolationException violated
                        && violated.getKind() == ConstraintViolationException.ConstraintKind.UNIQUE) {
                    throw ScimRefusal.taken();
                }
            }
            throw e;
        }
    }

    private Shown shown(Account account) {
        ScimUserStore.Names names =
                store.names(List.of(account.id())).getOrDefault(account.id(), new ScimUserStore.Names(null, null));
        return new Shown(UserJson.write(account, names, groups.groupsOf(account.id())), account);
    }

    private ScimUser checked(ScimUser user) throws ScimRefusal {
        var violation = validator.validate(user).stream().findFirst();
        if (violation.isPresent()) {
            throw ScimRefusal.value(
                    violation.get().getPropertyPath() + " " + violation.get().getMessage());
        }
        return user;
    }

    /** @param before null for one who is new */
    private @Nullable String hash(ScimUser user, @Nullable Account before) throws ScimRefusal {
        String password = user.password();
        if (password == null) {
            return null;
        }
        Optional<Objection> objection = policy.objection(password, user.userName(), user.email())
                .or(() -> before == null
                        ? Optional.empty()
                        : history.objection(before.id(), before.passwordHash(), password));
        if (objection.isPresent()) {
            throw ScimRefusal.value(objection.get().sentence());
        }
        return hasher.hash(password);
    }
}
