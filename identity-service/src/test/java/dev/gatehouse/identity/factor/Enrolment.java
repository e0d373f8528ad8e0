package dev.gatehouse.identity.factor;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.identity.user.Account;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Gives users of the tests an authenticator application. */
@Singleton
public class Enrolment {
    private final FactorKeeping keeping;
    private final FactorStore store;
    private final SealingKeys keys;

    Enrolment(FactorKeeping keeping, FactorStore store, SealingKeys keys) {
        this.keeping = keeping;
        this.store = store;
        this.keys = keys;
    }

    /** The application of one user, and what to use where it is lost. */
    public record Application(byte[] secret, List<String> recoveryCodes) {
        /** What it shows now, or so many half minutes later; each is taken once, and none after a later one. */
        public String code(int later) {
            return Totp.code(secret, Instant.now().getEpochSecond() / 30 + later);
        }

        public String recoveryCode() {
            return recoveryCodes.getFirst();
        }
    }

    public Application of(Account account) {
        UUID user = account.id();
        keeping.offer(user, account.username());
        byte[] secret = keys.open(store.totp(user).orElseThrow().sealedSecret(), FactorKeeping.context(user));
        String code = Totp.code(secret, Instant.now().getEpochSecond() / 30);
        var done = assertInstanceOf(FactorKeeping.Done.class, keeping.confirm(user, code, null));
        return new Application(secret, done.recoveryCodes());
    }
}
