package dev.gatehouse.identity.password;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import dev.gatehouse.identity.password.PasswordHash.Base64Text;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Makes hashes by Argon2id, and knows those that came from elsewhere. Runs on threads of its own: a hash is native code,
 * which would hold on to the carriers of virtual threads, and as many at once as there are processors is what the machine
 * can do.
 */
@ApplicationScoped
public class PasswordHasher {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private final PasswordConfig config;
    private final Argon2 argon2 = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id, SALT_BYTES, HASH_BYTES);
    private final HashMatching matching = new HashMatching();
    private final ThreadPoolExecutor threads;
    private final LongAdder turnedAway = new LongAdder();
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
     * Whether {@code password} has this hash, of any kind that {@link PasswordHash} knows. Without a hash the work of one
     * of our own is done, so that the time taken does not tell who has an account; what a hash from elsewhere takes is
     * the concern of {@link RefusalTime}.
     *
     * @throws HashingBusy where too many wait already
     */
    public boolean verify(@Nullable String hash, String password) {
        PasswordHash known = PasswordHash.parse(hash == null ? dummy : hash)
                .orElseThrow(() -> new IllegalStateException("a stored hash cannot be read"));
        boolean matches = turn(() -> matches(known, password));
        return matches && hash != null;
    }

    /** In the form that we hash, and as it was typed: other programs do not normalize. */
    private boolean matches(PasswordHash hash, String password) {
        String normal = normal(password);
        return matching.matches(hash, normal) || (!normal.equals(password) && matching.matches(hash, password));
    }

    /** Whether {@code hash} was made elsewhere, or with other costs than are configured now. */
    public boolean outdated(String hash) {
        return !(PasswordHash.parse(hash).orElse(null) instanceof PasswordHash.Argon2 ours
                && ours.variant().equals("id")
                && ours.version() == 19
                && ours.iterations() == config.iterations()
                && ours.memory() == config.memory()
                && ours.parallelism() == config.parallelism()
                && Base64Text.length(ours.salt()) == SALT_BYTES
                && Base64Text.length(ours.hash()) == HASH_BYTES);
    }

    /** How long it takes to check a password against {@code hash}, its turn not counted. @throws HashingBusy as above */
    Duration cost(String hash) {
        PasswordHash known = PasswordHash.parse(hash).orElseThrow();
        return turn(() -> {
            long start = System.nanoTime();
            matches(known, "nobody's password");
            return Duration.ofNanos(System.nanoTime() - start);
        });
    }

    private String compute(String password) {
        return argon2.hash(
                config.iterations(),
                config.memory(),
                config.parallelism(),
                normal(password).getBytes(StandardCharsets.UTF_8));
    }

    /** The same password typed on two systems can differ in its code points (NIST SP 800-63B-4, section 3.1.1.2). */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /** Does the work on one of the threads, once it is its turn. */
    <T> T turn(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException e) {
            turnedAway.increment();
            throw new HashingBusy(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a hash", e);
        }
    }

    /** How many wait for their turn. */
    int waiting() {
        return threads.getQueue().size();
    }

    /** How many had their turn. */
    long done() {
        return threads.getCompletedTaskCount();
    }

    /** How many were turned away, because too many waited. */
    long turnedAway() {
        return turnedAway.sum();
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
