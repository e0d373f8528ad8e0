package dev.gatehouse.identity.serviceaccount;

import dev.gatehouse.common.peer.IdentityService.CallAuthentication;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.ServiceAuthenticated;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes service accounts, and knows them by their secrets. Each change is in one transaction with its event. */
@ApplicationScoped
@Transactional
public class ServiceAccounts {
    private static final Refused WRONG = new Refused("invalid_credentials");
    private final ServiceAccountStore store;
    private final ServiceAccountConfig config;
    private final AuditTrail trail;

    ServiceAccounts(ServiceAccountStore store, ServiceAccountConfig config, AuditTrail trail) {
        this.store = store;
        this.config = config;
        this.trail = trail;
    }

    /** What came of making or rotating one. */
    sealed interface Outcome permits Given, UsersOnly, TooLong, Absent {}

    /** @param secret shown now and never again */
    record Given(ServiceAccount account, String secret) implements Outcome {
        @Override
        public String toString() {
            return "Given[" + account + "]";
        }
    }

    /** @param scope what was asked for and only makes sense of a user */
    record UsersOnly(Scope scope) implements Outcome {}

    /** @param longest overlap that there is */
    record TooLong(Duration longest) implements Outcome {}

    record Absent() implements Outcome {}

    /** @param next what to give as {@code after} for the next page, null on the last */
    record Page(List<ServiceAccount> accounts, @Nullable UUID next) {}

    Outcome make(String name, Scope scope, String actor) {
        Scope usersOnly = scope.within(Scope.ABOUT_USERS);
        if (!usersOnly.isEmpty()) {
            return new UsersOnly(usersOnly);
        }
        String secret = Secrets.generate(SecretKind.CLIENT_SECRET);
        ServiceAccount made = store.add(name, scope, Secrets.sha256(secret));
        note(AuditKind.service_account_made, made.id(), actor);
        return new Given(made, secret);
    }

    /**
     * A new secret. The one before is taken for the overlap, too, so that a program's replicas can be told one by one; one
     * from before that is not taken any more.
     *
     * @param asked overlap; null for the usual one, zero where the old secret has leaked
     */
    Outcome rotate(UUID id, @Nullable Duration asked, String actor) {
        Duration overlap = asked == null ? config.overlap() : asked;
        if (overlap.isNegative() || overlap.compareTo(config.longestOverlap()) > 0) {
            return new TooLong(config.longestOverlap());
        }
        String secret = Secrets.generate(SecretKind.CLIENT_SECRET);
        Optional<ServiceAccount> rotated =
                store.rotate(id, Secrets.sha256(secret), Instant.now().plus(overlap));
        rotated.ifPresent(account -> note(AuditKind.service_account_rotated, id, actor));
        return rotated.<Outcome>map(account -> new Given(account, secret)).orElseGet(Absent::new);
    }

    /** Its secrets count no more from now on; false where there is none of that id. */
    boolean remove(UUID id, String actor) {
        boolean removed = store.remove(id);
        if (removed) {
            note(AuditKind.service_account_removed, id, actor);
        }
        return removed;
    }

    Optional<ServiceAccount> account(UUID id) {
        return store.account(id);
    }

    Page page(@Nullable UUID after, int limit) {
        List<ServiceAccount> found = store.page(after, limit + 1);
        boolean more = found.size() > limit;
        List<ServiceAccount> shown = more ? found.subList(0, limit) : found;
        return new Page(List.copyOf(shown), more ? shown.getLast().id() : null);
    }

    /** Whether a Basic username is one of a service account, there or not. */
    public static boolean named(String username) {
        return ServiceAccount.named(username);
    }

    /**
     * Checks the secret on a call. One that is malformed is refused without a look-up; generated secrets cannot be guessed,
     * so that neither slow hashes nor waits are needed.
     */
    public CallAuthentication authenticate(String username, String secret) {
        Optional<UUID> id = ServiceAccount.id(username);
        if (id.isEmpty() || !Secrets.wellFormed(SecretKind.CLIENT_SECRET, secret)) {
            return WRONG;
        }
        Optional<ServiceAccount> found = store.account(id.get());
        if (found.isEmpty()) {
            return WRONG;
        }
        ServiceAccount account = found.get();
        Instant now = Instant.now();
        if (!account.opens(Secrets.sha256(secret), now)) {
            // Well formed, so it was one once, or is another's: worth knowing.
            trail.note(new AuditEvent(AuditKind.sign_in_refused, null, null, account.username()));
            return WRONG;
        }
        if (account.useIsNews(now)) {
            store.usedAt(account.id(), now);
        }
        return new ServiceAuthenticated(account.username(), account.scope());
    }

    private void note(AuditKind kind, UUID id, String actor) {
        trail.note(new AuditEvent(kind, null, actor, ServiceAccount.username(id)));
    }
}
