package dev.gatehouse.identity.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.mail.MailServer;
import dev.gatehouse.identity.throttle.Throttle;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who knows a password, or sits at a device that was left open, does not keep other devices of its owner from their codes. */
@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
@SuppressWarnings("NullAway.Init")
class KnownDeviceTest {
    private static final int FREE = 5;
    private static final int MAILS = 10;
    private static final Pattern CODE = Pattern.compile("\n([0-9]{4} [0-9]{4})\n");
    private final UserStore users;
    private final SecondFactor factor;
    private final FactorKeeping keeping;
    private final FactorStore store;
    private final SealingKeys keys;
    private final Throttle throttle;
    private final Enrolment enrolment;
    MailServer mails;

    @Inject
    KnownDeviceTest(
            UserStore users,
            SecondFactor factor,
            FactorKeeping keeping,
            FactorStore store,
            SealingKeys keys,
            Throttle throttle,
            Enrolment enrolment) {
        this.users = users;
        this.factor = factor;
        this.keeping = keeping;
        this.store = store;
        this.keys = keys;
        this.throttle = throttle;
        this.enrolment = enrolment;
    }

    @Test
    void othersUseUpNeitherTheMailedCodeOfAKnownDeviceNorItsMails() throws InterruptedException {
        Account ada = mailedTo();
        String device = device(ada);
        String code = mailed(ada, device);
        for (int i = 0; i < MAILS; i++) {
            assertEquals(0, factor.mailCode(ada.id(), null));
        }
        assertTrue(factor.mailCode(ada.id(), null) > 0);
        for (int i = 0; i <= FREE; i++) {
            assertInstanceOf(SecondFactor.Wrong.class, factor.check(ada.id(), wrong(code), null));
        }
        assertInstanceOf(SecondFactor.Wrong.class, factor.check(ada.id(), code, null));
        assertInstanceOf(SecondFactor.Passed.class, factor.check(ada.id(), code, device));
        assertEquals(0, factor.mailCode(ada.id(), device));
    }

    @Test
    void aStolenDeviceHasItsOwnFiveTriesAtItsOwnCode() throws InterruptedException {
        Account ada = mailedTo();
        String stolen = device(ada);
        String device = device(ada);
        String stolenCode = mailed(ada, stolen);
        String code = mailed(ada, device);
        for (int i = 0; i < FREE; i++) {
            assertInstanceOf(SecondFactor.Wrong.class, factor.check(ada.id(), wrong(stolenCode), stolen));
        }
        assertInstanceOf(SecondFactor.Wrong.class, factor.check(ada.id(), stolenCode, stolen));
        assertInstanceOf(SecondFactor.Passed.class, factor.check(ada.id(), code, device));
    }

    @Test
    void manyDevicesAreNotMailedWithoutEnd() {
        Account ada = mailedTo();
        for (int i = 0; i < Throttle.DEVICES; i++) {
            String device = device(ada);
            for (int j = 0; j < MAILS; j++) {
                assertEquals(0, factor.mailCode(ada.id(), device));
            }
            assertTrue(factor.mailCode(ada.id(), device) > 0);
        }
        assertTrue(factor.mailCode(ada.id(), device(ada)) > 0);
    }

    @Test
    void anothersDeviceAndOneThatWasMadeUpAreUnknown() throws InterruptedException {
        Account ada = mailedTo();
        String code = mailed(ada, device(mailedTo()));
        assertInstanceOf(SecondFactor.Passed.class, factor.check(ada.id(), code, ada.id() + ".made.up"));
    }

    @Test
    void othersWrongCodesDoNotKeepAKnownDeviceFromChangingFactors() {
        Account ada = user();
        String device = device(ada);
        Enrolment.Application application = enrolment.of(ada);
        for (int i = 0; i <= FREE; i++) {
            assertInstanceOf(SecondFactor.Wrong.class, factor.check(ada.id(), "000000", null));
        }
        assertInstanceOf(SecondFactor.Wait.class, refused(keeping.remove(ada.id(), application.code(1), null)));
        assertInstanceOf(FactorKeeping.Done.class, keeping.renewRecoveryCodes(ada.id(), application.code(1), device));
        for (int i = 0; i <= FREE; i++) {
            assertInstanceOf(SecondFactor.Wrong.class, refused(keeping.remove(ada.id(), "000000", device)));
        }
        assertInstanceOf(SecondFactor.Wait.class, refused(keeping.remove(ada.id(), "000000", device)));
    }

    @Test
    void aFirstCodeIsCountedByDeviceToo() {
        Account ada = user();
        keeping.offer(ada.id(), ada.username());
        for (int i = 0; i <= FREE; i++) {
            assertInstanceOf(SecondFactor.Wrong.class, refused(keeping.confirm(ada.id(), "000000", null)));
        }
        assertInstanceOf(SecondFactor.Wait.class, refused(keeping.confirm(ada.id(), "000000", null)));
        byte[] secret = keys.open(store.totp(ada.id()).orElseThrow().sealedSecret(), FactorKeeping.context(ada.id()));
        String code = Totp.code(secret, Instant.now().getEpochSecond() / 30);
        assertInstanceOf(FactorKeeping.Done.class, keeping.confirm(ada.id(), code, device(ada)));
    }

    private static SecondFactor.Verdict refused(FactorKeeping.Outcome outcome) {
        return assertInstanceOf(FactorKeeping.Refused.class, outcome).verdict();
    }

    private String device(Account account) {
        return throttle.newDevice(account.id(), null).orElseThrow();
    }

    /** The code of the next mail, which is waited for. */
    private String mailed(Account account, @Nullable String device) throws InterruptedException {
        String address = account.username() + "@example.org";
        int before = mails.to(address).size();
        assertEquals(0, factor.mailCode(account.id(), device));
        Matcher matcher =
                CODE.matcher(mails.await(address, "", before + 1).getFirst().text());
        assertTrue(matcher.find());
        return matcher.group(1);
    }

    private static String wrong(String code) {
        return code.startsWith("0") ? "10000000" : "00000000";
    }

    /** Somebody whose second factor are codes that are mailed. */
    private Account mailedTo() {
        Account account = user();
        assertTrue(store.addEmail(account.id()));
        return account;
    }

    private Account user() {
        String name = "k" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, name + "@example.org", true, null, "a hash", false))
                .orElseThrow();
    }
}
