package dev.gatehouse.identity.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.common.peer.SignInSteps.FirstStep;
import dev.gatehouse.common.peer.SignInSteps.HalfAuthenticated;
import dev.gatehouse.common.peer.SignInSteps.SecondStep;
import dev.gatehouse.common.peer.SignInSteps.WaysOrder;
import dev.gatehouse.identity.factor.Enrolment;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Signing in step by step: first the password, then the factor alone. */
@QuarkusTest
class StepsTest {
    private static final String PASSWORD = "four-candles-please";
    private static final int FREE = 5;
    private final Authenticator authenticator;
    private final SecondStepCheck check;
    private final UserStore users;
    private final PasswordHasher hasher;
    private final Enrolment enrolment;
    private final EntityManager entities;

    @Inject
    StepsTest(
            Authenticator authenticator,
            SecondStepCheck check,
            UserStore users,
            PasswordHasher hasher,
            Enrolment enrolment,
            EntityManager entities) {
        this.authenticator = authenticator;
        this.check = check;
        this.users = users;
        this.hasher = hasher;
        this.enrolment = enrolment;
        this.entities = entities;
    }

    @Test
    void whoHasNoFactorIsSignedInByTheFirstStep() {
        assertInstanceOf(Authenticated.class, first(user(), PASSWORD));
        assertInstanceOf(Refused.class, first(user(), "not it"));
    }

    @Test
    void theSecondStepTakesTheFactorAloneAndOnce() {
        Account ada = user();
        Enrolment.Application application = enrolment.of(ada);
        assertEquals(
                new Refused("invalid_credentials"), first(ada, "not it"), "a wrong password tells nothing of a factor");
        HalfAuthenticated half = half(ada);
        assertEquals(ada.username(), half.username());
        assertEquals(List.of("totp"), half.factors());
        assertFalse(half.basis().contains(String.valueOf(ada.passwordHash())));
        String code = application.code(1);
        Authenticated user = assertInstanceOf(Authenticated.class, second(half, code));
        assertEquals(List.of("pwd", "otp", "mfa"), user.amr());
        assertEquals(half.authTime(), user.authTime());
        assertInstanceOf(Refused.class, second(half, code));
    }

    @Test
    void aRecoveryCodeWillDo() {
        Account ada = user();
        Enrolment.Application application = enrolment.of(ada);
        assertInstanceOf(Authenticated.class, second(half(ada), application.recoveryCode()));
    }

    @Test
    void thereAreNoMoreTriesThanInOneStep() {
        Account ada = user();
        Enrolment.Application application = enrolment.of(ada);
        HalfAuthenticated half = half(ada);
        for (int i = 0; i <= FREE; i++) {
            assertInstanceOf(Refused.class, second(half, "000000"));
        }
        assertInstanceOf(Throttled.class, second(half, application.code(1)));
        assertInstanceOf(
                Throttled.class,
                authenticator.signIn(new Credentials(ada.username(), PASSWORD, application.code(1))),
                "nor are there new ones in one step after those in two");
    }

    @Test
    void anotherPasswordEndsWhatWasBegunWithTheOldOne() {
        Account ada = user();
        Enrolment.Application application = enrolment.of(ada);
        HalfAuthenticated half = half(ada);
        change(ada, "password_hash = '" + hasher.hash("another-one-please") + "'");
        assertEquals(new Refused("invalid_credentials"), second(half, application.code(1)));
    }

    @Test
    void whoWasDisabledMeanwhileIsOut() {
        Account ada = user();
        Enrolment.Application application = enrolment.of(ada);
        HalfAuthenticated half = half(ada);
        change(ada, "disabled_at = now()");
        assertEquals(new Refused("invalid_credentials"), second(half, application.code(1)));
        assertEquals(
                List.of(),
                check.ways(WaysOrder.of(ada.id(), List.of("pwd"), false, null)).factors());
    }

    @Test
    void aSessionProvesMoreWithoutThePassword() {
        Account ada = user();
        assertEquals(
                List.of(),
                check.ways(WaysOrder.of(ada.id(), List.of("pwd"), true, null)).factors());
        Enrolment.Application application = enrolment.of(ada);
        assertEquals(
                List.of("totp"),
                check.ways(WaysOrder.of(ada.id(), List.of("pwd"), true, null)).factors());
        Instant before = Instant.now().minusSeconds(3600);
        var step = SecondStep.code(ada.id(), List.of("fed"), before, null, application.code(1), null);
        Authenticated user = assertInstanceOf(Authenticated.class, check.check(step));
        assertEquals(List.of("fed", "otp", "mfa"), user.amr());
        assertEquals(before, user.authTime(), "it is as old as the oldest of what counts");
    }

    @Test
    void whoHasNoFactorAnyMoreIsSignedInWithoutAndSaidToBe() {
        Account ada = user();
        String basis = PasswordBasis.of(Objects.requireNonNull(ada.passwordHash()));
        var step = SecondStep.code(ada.id(), List.of("pwd"), Instant.now(), basis, "000000", null);
        assertEquals(
                List.of("pwd"),
                assertInstanceOf(Authenticated.class, check.check(step)).amr());
    }

    @Test
    void aSessionProvesNothingMoreByNothing() {
        Account ada = user();
        var step = SecondStep.code(ada.id(), List.of("pwd"), Instant.now(), null, "000000", null);
        assertInstanceOf(Refused.class, check.check(step));
    }

    /** Whoever reads the mail would need no password any more. */
    @Test
    void aMailedCodeIsNothingMoreThanTheMailThatSignedIn() {
        Account ada = user();
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "insert into identity.email_factors (user_id, confirmed_at) values (:id, now())")
                        .setParameter("id", ada.id())
                        .executeUpdate());
        assertEquals(
                List.of("email"),
                check.ways(WaysOrder.of(ada.id(), List.of("pwd"), false, null)).factors());
        assertEquals(
                List.of(),
                check.ways(WaysOrder.of(ada.id(), List.of("otp"), true, null)).factors());
        var step = SecondStep.code(ada.id(), List.of("otp"), Instant.now(), null, "12345678", null);
        assertEquals(new Refused("invalid_credentials"), check.check(step));
        // Not for being wrong, which it is as well.
        assertEquals(
                List.of("mail"),
                entities.createNativeQuery(
                                "select detail from identity.audit_events where subject = :id"
                                        + " and event = 'sign_in_refused'",
                                String.class)
                        .setParameter("id", ada.id())
                        .getResultList());
    }

    private FirstStep first(Account account, String password) {
        return authenticator.firstStep(new Credentials(account.username(), password, null));
    }

    private HalfAuthenticated half(Account account) {
        return assertInstanceOf(HalfAuthenticated.class, first(account, PASSWORD));
    }

    private Authentication second(HalfAuthenticated half, String code) {
        return check.check(SecondStep.code(half.subject(), half.amr(), half.authTime(), half.basis(), code, null));
    }

    private void change(Account account, String what) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update identity.users set " + what + " where id = :id")
                        .setParameter("id", account.id())
                        .executeUpdate());
    }

    private Account user() {
        String name = "s" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, null, false, null, hasher.hash(PASSWORD), false))
                .orElseThrow();
    }
}
