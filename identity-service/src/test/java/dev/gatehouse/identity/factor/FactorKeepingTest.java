package dev.gatehouse.identity.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.identity.throttle.Throttle;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A code is judged before the change that it is for, and used up together with it. */
@QuarkusTest
class FactorKeepingTest {
    private static final int FREE = 5;
    private final FactorKeeping keeping;
    private final FactorStore store;
    private final Enrolment enrolment;
    private final Throttle throttle;
    private final UserStore users;
    private final Unnoted unnoted;

    @Inject
    FactorKeepingTest(
            FactorKeeping keeping,
            FactorStore store,
            Enrolment enrolment,
            Throttle throttle,
            UserStore users,
            Unnoted unnoted) {
        this.keeping = keeping;
        this.store = store;
        this.enrolment = enrolment;
        this.throttle = throttle;
        this.users = users;
        this.unnoted = unnoted;
    }

    @Test
    void whileACodeIsJudgedNobodysRowIsLockedOrWaitedFor() throws Exception {
        Account ada = user();
        enrolment.of(ada);
        String device = throttle.newDevice(ada.id(), null).orElseThrow();
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            QuarkusTransaction.begin();
            store.lock(ada.id());
            Future<FactorKeeping.Outcome> wrong = other.submit(() -> keeping.remove(ada.id(), "000000", device));
            try {
                assertEquals(new FactorKeeping.Refused(new SecondFactor.Wrong()), wrong.get(20, TimeUnit.SECONDS));
            } finally {
                QuarkusTransaction.rollback();
            }
        }
    }

    @Test
    void anAttemptCountsThoughTheChangeFails() {
        Account ada = user();
        Enrolment.Application application = enrolment.of(ada);
        String code = application.code(1);
        unnoted.users.add(ada.id());
        for (int i = 0; i <= FREE; i++) {
            assertThrows(IllegalStateException.class, () -> keeping.remove(ada.id(), code, null));
        }
        var refused = assertInstanceOf(FactorKeeping.Refused.class, keeping.remove(ada.id(), code, null));
        assertInstanceOf(SecondFactor.Wait.class, refused.verdict());
        unnoted.users.remove(ada.id());
    }

    @Test
    void ofTwoChangesAtOnceWithOneRecoveryCodeOneHolds() throws Exception {
        Account ada = user();
        String code = enrolment.of(ada).recoveryCode();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<FactorKeeping.Outcome>> outcomes = List.of(
                    threads.submit(() -> keeping.renewRecoveryCodes(ada.id(), code, null)),
                    threads.submit(() -> keeping.renewRecoveryCodes(ada.id(), code, null)));
            int done = 0;
            for (Future<FactorKeeping.Outcome> outcome : outcomes) {
                done += outcome.get() instanceof FactorKeeping.Done ? 1 : 0;
            }
            assertEquals(1, done);
            assertEquals(10, keeping.overview(ada.id()).recoveryCodesLeft());
        }
    }

    private Account user() {
        String name = "f" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, null, false, null, null, false)).orElseThrow();
    }
}
