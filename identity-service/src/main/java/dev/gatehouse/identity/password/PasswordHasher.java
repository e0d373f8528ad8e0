package dev.gatehouse.identity.password;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id. Runs on threads of its own: a hash is native code, which would hold on to the carriers of virtual threads,
 * and as many at once as there are processors is what the machine can do.
 */
@ApplicationScoped
public class PasswordHasher {
    private final PasswordConfig config;
    private final Argon2 argon2 = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id, 16, 32);
    private final ThreadPoolExecutor threads;
    private final String dummy;

    PasswordHasher(PasswordConfig config) {
        this.config = config;
        int size = config.concurrency().orElse(Runtime.getRuntime().availableProcessors());
        threads = new ThreadPoolExecutor(
                size,
                size,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(config.queue()),
                Thread.ofPlatform().daemon().name("argon2-", 0).factory());
        dummy = compute("no one has this password");
    }

    /** @throws HashingBusy where too many wait already */
    public String hash(String password) {
        return turn(() -> compute(password));
    }

    /**
     * Whether {@code password} has this hash. Without a hash the same work is done, so that the time taken does not tell
     * who has an account.
     *
     * @throws HashingBusy where too many wait already
     */
    public boolean verify(@Nullable String hash, String password) {
        boolean matches = turn(() -> argon2.verify(hash == null ? dummy : hash, bytes(password)));
        return matches && hash != null;
    }

    /** Whether {@code hash} was made with other costs than are configured now. */
    public boolean outdated(String hash) {
        return argon2.needsRehash(hash, config.iterations(), config.memory(), config.parallelism());
    }

    private String compute(String password) {
        return argon2.hash(config.iterations(), config.memory(), config.parallelism(), bytes(password));
    }

    /** The same password typed on two systems can differ in its code points (NIST SP 800-63B-4, section 3.1.1.2). */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }

    private <T> T turn(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException e) {
            throw new HashingBusy(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a hash", e);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
