package dev.gatehouse.identity.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.FederatedIdentity;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.factor.Enrolment;
import dev.gatehouse.identity.factor.SecondFactor;
import dev.gatehouse.identity.federation.Federation;
import dev.gatehouse.identity.federation.LinkedIdentities;
import dev.gatehouse.identity.mail.MailServer;
import dev.gatehouse.identity.mail.MailServer.Arrived;
import dev.gatehouse.identity.mail.Postmen;
import dev.gatehouse.identity.profile.StandardClaims;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
@SuppressWarnings("NullAway.Init")
class NoticesTest {
    private final String name = "n" + UUID.randomUUID().toString().substring(0, 12);
    private final String address = name + "@example.org";
    private final AuditTrail trail;
    private final UserStore users;
    private final Federation federation;
    private final LinkedIdentities linked;
    private final Enrolment enrolment;
    private final SecondFactor factor;
    private final Postmen postmen;
    MailServer mails;

    @Inject
    NoticesTest(
            AuditTrail trail,
            UserStore users,
            Federation federation,
            LinkedIdentities linked,
            Enrolment enrolment,
            SecondFactor factor,
            Postmen postmen) {
        this.trail = trail;
        this.users = users;
        this.federation = federation;
        this.linked = linked;
        this.enrolment = enrolment;
        this.factor = factor;
        this.postmen = postmen;
    }

    @ParameterizedTest
    @CsvSource({
        "passkey_added, A passkey was added, ein Passkey hinzu",
        "passkey_removed, A passkey was removed, ein Passkey entfernt",
        "factor_added, A second factor was added, ein zweiter Faktor hinzu",
        "factor_removed, A second factor was removed, ein zweiter Faktor entfernt",
        "recovery_codes_renewed, New recovery codes were made, neue Wiederherstellungscodes",
        "federated_identity_linked, A sign-in provider was linked, ein Anmeldedienst verknüpft",
        "federated_identity_unlinked, A sign-in provider was unlinked, ein Anmeldedienst getrennt",
    })
    void usersAreToldInTheirLanguageWhatWasChanged(AuditKind kind, String english, String german)
            throws InterruptedException {
        Account ada = user();
        trail.note(AuditEvent.of(kind, ada.id()));
        Arrived first = mails.await(address, english);
        assertTrue(first.text().contains(first.subject()), first.text());
        assertTrue(first.text().contains("Network address: unknown"), first.text());
        assertTrue(first.text().contains("set a new password at once: http"), first.text());
        readsGerman(ada);
        trail.note(AuditEvent.of(kind, ada.id()));
        Arrived second = mails.await(address, german);
        assertTrue(second.text().contains("setzen Sie sofort ein neues Passwort: http"), second.text());
        assertEquals(2, mails.to(address).size());
    }

    @Test
    void whoeverUsesARecoveryCodeIsToldSoAndHowManyAreLeft() throws InterruptedException {
        Account ada = user();
        Enrolment.Application application = enrolment.of(ada);
        assertInstanceOf(
                SecondFactor.Passed.class,
                factor.check(ada.id(), application.recoveryCodes().get(0), null));
        Arrived first = mails.await(address, "A recovery code of your account was used");
        assertTrue(first.text().contains("Recovery codes left: 9\n"), first.text());
        assertTrue(first.text().contains("set a new password at once, and have new recovery codes made: http"));
        readsGerman(ada);
        assertInstanceOf(
                SecondFactor.Wrong.class,
                factor.check(ada.id(), application.recoveryCodes().get(0), null));
        assertInstanceOf(
                SecondFactor.Passed.class,
                factor.check(ada.id(), application.recoveryCodes().get(1), null));
        Arrived second = mails.await(address, "Ein Wiederherstellungscode Ihres Kontos wurde benutzt");
        assertTrue(second.text().contains("Verbleibende Wiederherstellungscodes: 8\n"), second.text());
    }

    @Test
    void aNewFactorAndItsRecoveryCodesAreOneMail() throws InterruptedException {
        Account ada = user();
        enrolment.of(ada);
        assertEquals(List.of("A second factor was added to your account"), subjects());
    }

    @Test
    void whoComesFromAProviderIsNotToldSoButOfTheNextOne() throws InterruptedException {
        var there = new FederatedIdentity("upstream", name, name, address, true, null);
        UUID id =
                assertInstanceOf(Authenticated.class, federation.signIn(there)).subject();
        linked.link(id, new FederatedIdentity("upstream", name + "-2", null, null, false, null));
        assertEquals(List.of("A sign-in provider was linked to your account"), subjects());
    }

    private List<String> subjects() throws InterruptedException {
        postmen.areDone();
        return mails.to(address).stream().map(Arrived::subject).toList();
    }

    private void readsGerman(Account account) {
        var german =
                new StandardClaims(null, null, null, null, null, null, null, null, null, null, null, "de", null, null);
        assertTrue(users.rewrite(account.id(), account.version(), german).isPresent());
    }

    private Account user() {
        return users.insert(new NewUser(name, address, true, null, null, false)).orElseThrow();
    }
}
