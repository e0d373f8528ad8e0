package dev.gatehouse.identity.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.passkey.PasskeyCheck;
import dev.gatehouse.identity.throttle.Throttle;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecondFactorTest {
    private static final int AT_ONCE = 12;
    private final FactorKeeping keeping;
    private final SecondFactor factor;
    private final FactorStore store;
    private final SealingKeys keys;
    private final UserStore users;
    private final FactorConfig config;
    private final EmailFactor email;
    private final Throttle throttle;
    private final PasskeyCheck passkeys;
    private final RecoveryCodeStore codes;
    private final AuditTrail trail;
    private final Unnoted unnoted;

    @Inject
    SecondFactorTest(
            FactorKeeping keeping,
            SecondFactor factor,
            FactorStore store,
            SealingKeys keys,
            UserStore users,
            FactorConfig config,
            EmailFactor email,
            Throttle throttle,
            PasskeyCheck passkeys,
            RecoveryCodeStore codes,
            AuditTrail trail,
            Unnoted unnoted) {
        this.keeping = keeping;
        this.factor = factor;
        this.store = store;
        this.keys = keys;
        this.users = users;
        this.config = config;
        this.email = email;
        this.throttle = throttle;
        this.passkeys = passkeys;
        this.codes = codes;
        this.trail = trail;
        this.unnoted = unnoted;
    }

    @Test
    void aSecretComesUnderTheNewKeyWhenItIsUsed() {
        UUID user = user();
        keeping.offer(user, "ada");
        keeping.confirm(user, code(user, 0), null);
        String code = code(user, 1);
        String old = config.sealingKeys().getFirst();
        var rotated = new SecondFactor(
                store, SealingKeysTest.keys(SealingKeysTest.NEW, old), config, email, throttle, passkeys, codes);
        assertInstanceOf(SecondFactor.Passed.class, rotated.check(user, code, null));
        var withoutTheOld = new SecondFactor(
                store, SealingKeysTest.keys(SealingKeysTest.NEW), config, email, throttle, passkeys, codes);
        assertInstanceOf(SecondFactor.Wrong.class, withoutTheOld.check(user, code, null));
    }

    @Test
    void isNotAskedForUntilItIsConfirmed() {
        UUID user = user();
        assertInstanceOf(SecondFactor.NotNeeded.class, factor.check(user, null, null));
        assertTrue(keeping.offer(user, "ada").isPresent());
        assertInstanceOf(SecondFactor.NotNeeded.class, factor.check(user, null, null));
        assertInstanceOf(FactorKeeping.Done.class, keeping.confirm(user, code(user, 0), null));
        assertInstanceOf(SecondFactor.Missing.class, factor.check(user, null, null));
        assertInstanceOf(SecondFactor.Missing.class, factor.check(user, " ", null));
        assertTrue(keeping.offer(user, "ada").isEmpty());
        assertTrue(keeping.image(user, "ada").isEmpty());
    }

    @Test
    void aUsedCodeIsNotTakenAgain() {
        UUID user = user();
        assertTrue(keeping.offer(user, "ada").isPresent());
        String first = code(user, 0);
        keeping.confirm(user, first, null);
        assertInstanceOf(SecondFactor.Wrong.class, factor.check(user, first, null));
        String next = code(user, 1);
        assertInstanceOf(SecondFactor.Passed.class, factor.check(user, next, null));
        assertInstanceOf(SecondFactor.Wrong.class, factor.check(user, next, null));
    }

    @Test
    void ofManyWithTheSameCodeAtOnceOneGetsIn() throws Exception {
        UUID user = enrolled();
        String code = code(user, 1);
        List<SecondFactor.Verdict> verdicts = atOnce(user, Collections.nCopies(AT_ONCE, code));
        assertEquals(
                1,
                verdicts.stream().filter(SecondFactor.Passed.class::isInstance).count());
    }

    @Test
    void whoeverTriesManyCodesAtOnceGetsNoMoreTriesThanOneByOne() throws Exception {
        UUID user = enrolled();
        long start = System.nanoTime();
        List<SecondFactor.Verdict> verdicts = atOnce(user, Collections.nCopies(AT_ONCE, "000000"));
        double seconds = (System.nanoTime() - start) / 1e9;
        // Five are free, and the sixth begins the waiting: one second, two, four. On a slow machine some of it is over.
        long most = 6 + (long) (Math.log(seconds + 1) / Math.log(2));
        long wrong =
                verdicts.stream().filter(SecondFactor.Wrong.class::isInstance).count();
        assertTrue(wrong >= 6 && wrong <= most, wrong + " tries in " + seconds + " s");
        assertEquals(
                AT_ONCE - wrong,
                verdicts.stream().filter(SecondFactor.Wait.class::isInstance).count());
    }

    @Test
    void aRecoveryCodeStandsInOnce() throws Exception {
        UUID user = user();
        assertTrue(keeping.offer(user, "ada").isPresent());
        var done = assertInstanceOf(FactorKeeping.Done.class, keeping.confirm(user, code(user, 0), null));
        assertEquals(10, done.recoveryCodes().size());
        String code = done.recoveryCodes().getFirst();
        List<SecondFactor.Verdict> verdicts = atOnce(user, Collections.nCopies(AT_ONCE, code));
        assertEquals(
                1,
                verdicts.stream().filter(SecondFactor.Passed.class::isInstance).count());
        assertEquals(9, keeping.overview(user).recoveryCodesLeft());
        assertInstanceOf(
                SecondFactor.Wrong.class,
                factor.check(enrolled(), done.recoveryCodes().get(1), null));
    }

    @Test
    void newRecoveryCodesReplaceTheOld() {
        UUID user = user();
        assertTrue(keeping.offer(user, "ada").isPresent());
        var first = assertInstanceOf(FactorKeeping.Done.class, keeping.confirm(user, code(user, 0), null));
        var second = assertInstanceOf(
                FactorKeeping.Done.class,
                keeping.renewRecoveryCodes(user, first.recoveryCodes().get(0), null));
        assertInstanceOf(
                SecondFactor.Wrong.class,
                factor.check(user, first.recoveryCodes().get(1), null));
        assertInstanceOf(
                SecondFactor.Passed.class,
                factor.check(user, second.recoveryCodes().get(0), null));
    }

    @Test
    void whoRemovesItIsAskedForNothingAnyMore() {
        UUID user = enrolled();
        assertInstanceOf(FactorKeeping.Refused.class, keeping.remove(user, "000000", null));
        assertInstanceOf(FactorKeeping.Done.class, keeping.remove(user, code(user, 1), null));
        assertInstanceOf(SecondFactor.NotNeeded.class, factor.check(user, null, null));
        assertEquals(0, keeping.overview(user).recoveryCodesLeft());
    }

    @Test
    void whatCannotBeNotedIsNotDone() {
        UUID user = user();
        assertTrue(keeping.offer(user, "ada").isPresent());
        unnoted.users.add(user);
        assertThrows(IllegalStateException.class, () -> keeping.confirm(user, code(user, 0), null));
        assertEquals(new FactorKeeping.Overview(null, null, null, 0), keeping.overview(user));
        unnoted.users.remove(user);
        // The code was not used up either.
        var done = assertInstanceOf(FactorKeeping.Done.class, keeping.confirm(user, code(user, 0), null));
        FactorKeeping.Overview confirmed = keeping.overview(user);
        unnoted.users.add(user);
        String recoveryCode = done.recoveryCodes().getFirst();
        assertThrows(IllegalStateException.class, () -> keeping.remove(user, code(user, 1), null));
        assertThrows(IllegalStateException.class, () -> keeping.renewRecoveryCodes(user, recoveryCode, null));
        assertEquals(confirmed, keeping.overview(user));
        unnoted.users.remove(user);
        assertInstanceOf(FactorKeeping.Done.class, keeping.renewRecoveryCodes(user, recoveryCode, null));
    }

    @Test
    void wrongCodesCountWhereverTheyAreGiven() {
        UUID user = user();
        assertTrue(keeping.offer(user, "ada").isPresent());
        for (int i = 0; i < 6; i++) {
            assertEquals(new FactorKeeping.Refused(new SecondFactor.Wrong()), keeping.confirm(user, "000000", null));
        }
        var refused = assertInstanceOf(FactorKeeping.Refused.class, keeping.confirm(user, "000000", null));
        assertInstanceOf(SecondFactor.Wait.class, refused.verdict());
    }

    @Test
    void wrongCodesAreNotedAndThoseThatWaitAreNot() {
        UUID user = user();
        assertTrue(keeping.offer(user, "ada").isPresent());
        keeping.confirm(user, "000000", null);
        keeping.confirm(user, code(user, 0), null);
        keeping.remove(user, "000000", null);
        keeping.renewRecoveryCodes(user, "000000", null);
        keeping.confirmEmail(user, "00000000", null);
        assertEquals(
                List.of("email_confirmation", "recovery_codes", "totp_removal", "totp_confirmation"), refusals(user));
        UUID waiting = enrolled();
        for (int i = 0; i < 6; i++) {
            keeping.remove(waiting, "000000", null);
        }
        var waits = assertInstanceOf(FactorKeeping.Refused.class, keeping.remove(waiting, "000000", null));
        assertInstanceOf(SecondFactor.Wait.class, waits.verdict());
        assertEquals(6, refusals(waiting).size());
    }

    @Test
    void aFloodOfWrongCodesDoesNotFillTheTrail() {
        UUID user = user();
        for (int i = 0; i < 30; i++) {
            keeping.confirmEmail(user, "00000000", null);
        }
        assertEquals(20, refusals(user).size());
    }

    /** What wrong codes were given for, the latest first. */
    private List<String> refusals(UUID user) {
        return trail.page(user, null, 100).events().stream()
                .filter(event -> event.event().equals("proof_refused"))
                .map(event -> String.valueOf(event.detail()))
                .toList();
    }

    private UUID enrolled() {
        UUID user = user();
        assertTrue(keeping.offer(user, "ada").isPresent());
        keeping.confirm(user, code(user, 0), null);
        return user;
    }

    /** The code of now, or of so many steps later. */
    private String code(UUID user, int later) {
        byte[] secret = keys.open(store.totp(user).orElseThrow().sealedSecret(), FactorKeeping.context(user));
        return Totp.code(secret, Instant.now().getEpochSecond() / 30 + later);
    }

    private List<SecondFactor.Verdict> atOnce(UUID user, List<String> codes) throws Exception {
        try (var threads = Executors.newFixedThreadPool(codes.size())) {
            var verdicts = new ArrayList<SecondFactor.Verdict>();
            List<Future<SecondFactor.Verdict>> futures = new ArrayList<>();
            codes.forEach(code -> futures.add(threads.submit(() -> factor.check(user, code, null))));
            for (Future<SecondFactor.Verdict> future : futures) {
                verdicts.add(future.get());
            }
            return verdicts;
        }
    }

    private UUID user() {
        String name = "f" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, null, false, null, null, false))
                .orElseThrow()
                .id();
    }
}
