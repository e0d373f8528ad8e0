package dev.gatehouse.identity.serviceaccount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.IdentityService.CallAuthentication;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.ServiceAuthenticated;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.audit.RecordedEvent;
import dev.gatehouse.identity.authentication.Authenticator;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ServiceAccountsTest {
    private static final Scope SCOPE = Scope.of("orders:read");
    private static final String ADMIN = "an administrator";
    private final ServiceAccounts accounts;
    private final Authenticator authenticator;
    private final AuditTrail trail;

    @Inject
    ServiceAccountsTest(ServiceAccounts accounts, Authenticator authenticator, AuditTrail trail) {
        this.accounts = accounts;
        this.authenticator = authenticator;
        this.trail = trail;
    }

    @Test
    void itIsKnownByItsSecret() {
        ServiceAccounts.Given made = make();
        String username = made.account().username();
        assertEquals(new ServiceAuthenticated(username, SCOPE), call(username, made.secret()));
        assertInstanceOf(Refused.class, call(username, Secrets.generate(SecretKind.CLIENT_SECRET)));
        assertInstanceOf(Refused.class, call(username, made.secret() + "x"));
        assertInstanceOf(Refused.class, call(ServiceAccount.username(UUID.randomUUID()), made.secret()));
        assertInstanceOf(Refused.class, call("sa~", made.secret()));
    }

    @Test
    void itNeverSignsIn() {
        ServiceAccounts.Given made = make();
        assertInstanceOf(
                Refused.class,
                authenticator.signIn(new Credentials(made.account().username(), made.secret(), null)));
    }

    @Test
    void bothSecretsAreTakenWhileARotationOverlaps() {
        ServiceAccounts.Given made = make();
        ServiceAccounts.Given rotated = rotate(made, null);
        assertNotEquals(made.secret(), rotated.secret());
        assertKnown(made, made.secret());
        assertKnown(made, rotated.secret());
        ServiceAccounts.Given again = rotate(made, null);
        assertInstanceOf(Refused.class, call(made.account().username(), made.secret()), "two rotations ago");
        assertKnown(made, rotated.secret());
        assertKnown(made, again.secret());
    }

    @Test
    void aLeakedSecretIsWorthNothingAtOnce() {
        ServiceAccounts.Given made = make();
        ServiceAccounts.Given rotated = rotate(made, Duration.ZERO);
        assertInstanceOf(Refused.class, call(made.account().username(), made.secret()));
        assertKnown(made, rotated.secret());
    }

    @Test
    void anOverlapHasBounds() {
        UUID id = make().account().id();
        for (Duration no : List.of(Duration.ofSeconds(-1), Duration.ofDays(8))) {
            assertInstanceOf(ServiceAccounts.TooLong.class, accounts.rotate(id, no, ADMIN));
        }
        assertInstanceOf(ServiceAccounts.Absent.class, accounts.rotate(UUID.randomUUID(), null, ADMIN));
    }

    @Test
    void aRemovedOneIsNobodyAtOnce() {
        ServiceAccounts.Given made = make();
        assertKnown(made, made.secret());
        assertTrue(accounts.remove(made.account().id(), ADMIN));
        assertInstanceOf(Refused.class, call(made.account().username(), made.secret()));
    }

    @Test
    void whatIsAboutUsersIsNotForIt() {
        ServiceAccounts.Outcome outcome = accounts.make("a", Scope.of("orders:read", "openid", "account"), ADMIN);
        assertEquals(new ServiceAccounts.UsersOnly(Scope.of("openid", "account")), outcome);
    }

    @Test
    void itsLastUseIsShown() {
        ServiceAccounts.Given made = make();
        UUID id = made.account().id();
        assertNull(accounts.account(id).orElseThrow().lastUsedAt());
        call(made.account().username(), Secrets.generate(SecretKind.CLIENT_SECRET));
        assertNull(accounts.account(id).orElseThrow().lastUsedAt());
        call(made.account().username(), made.secret());
        var first = accounts.account(id).orElseThrow().lastUsedAt();
        assertNotNull(first);
        call(made.account().username(), made.secret());
        assertEquals(first, accounts.account(id).orElseThrow().lastUsedAt(), "written once a minute");
    }

    @Test
    void pagesLeadThroughAllOfThem() {
        UUID first = make().account().id();
        UUID second = make().account().id();
        var seen = new java.util.HashSet<UUID>();
        UUID after = null;
        do {
            ServiceAccounts.Page page = accounts.page(after, 1);
            page.accounts().forEach(account -> assertTrue(seen.add(account.id())));
            after = page.next();
        } while (after != null);
        assertTrue(seen.containsAll(List.of(first, second)));
    }

    @Test
    void whatHappensToItIsNoted() {
        ServiceAccounts.Given made = make();
        rotate(made, null);
        call(made.account().username(), Secrets.generate(SecretKind.CLIENT_SECRET));
        accounts.remove(made.account().id(), ADMIN);
        List<String> events = trail.page(null, null, 200).events().stream()
                .filter(event -> made.account().username().equals(event.detail()))
                .map(RecordedEvent::event)
                .toList();
        assertEquals(
                List.of(
                        "service_account_removed",
                        "sign_in_refused",
                        "service_account_rotated",
                        "service_account_made"),
                events);
    }

    private ServiceAccounts.Given make() {
        return assertInstanceOf(ServiceAccounts.Given.class, accounts.make("nightly job", SCOPE, ADMIN));
    }

    private ServiceAccounts.Given rotate(ServiceAccounts.Given made, @Nullable Duration overlap) {
        return assertInstanceOf(
                ServiceAccounts.Given.class, accounts.rotate(made.account().id(), overlap, ADMIN));
    }

    private CallAuthentication call(String username, String secret) {
        return authenticator.call(username, secret);
    }

    private void assertKnown(ServiceAccounts.Given made, String secret) {
        assertInstanceOf(ServiceAuthenticated.class, call(made.account().username(), secret));
    }
}
