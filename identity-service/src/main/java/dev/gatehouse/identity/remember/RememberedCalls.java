package dev.gatehouse.identity.remember;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Right answers to names and passwords, under a MAC over both with a key that only this process has: the passwords are not
 * in it. Only while this process hears of changes is anything remembered.
 */
@Singleton
public class RememberedCalls {
    private static final String HMAC = "HmacSHA256";
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private final Cache<ByteBuffer, Authenticated> answers;
    private final SecretKeySpec key;
    /** Odd while changes are heard of; grows with each that is, and with each gap. */
    private final AtomicLong generation = new AtomicLong();

    @Inject
    RememberedCalls(RememberConfig config) {
        this(config.remembered(), config.count(), Ticker.systemTicker());
    }

    RememberedCalls(Duration remembered, long count, Ticker ticker) {
        if (remembered.isNegative() || remembered.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("gatehouse.basic.remembered must be from 0 to 60 seconds");
        }
        answers = Caffeine.newBuilder()
                .maximumSize(count)
                .expireAfterWrite(remembered)
                .ticker(ticker)
                .build();
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        key = new SecretKeySpec(bytes, HMAC);
    }

    public Optional<Authenticated> find(String login, String password) {
        return Optional.ofNullable(answers.getIfPresent(mac(login, password)));
    }

    /** To be asked before a password is looked at, and given to {@link #remember}. */
    public long generation() {
        return generation.get();
    }

    /** Remembers the answer, unless anything has changed since {@code before}: then it may be of before the change. */
    public void remember(long before, String login, String password, Authenticated answer) {
        if (!live(before) || generation.get() != before) {
            return;
        }
        ByteBuffer mac = mac(login, password);
        answers.put(mac, answer);
        // Whoever forgets counts first and removes then: either they see this one, or this sees them.
        if (generation.get() != before) {
            answers.invalidate(mac);
        }
    }

    /** The user's credentials have changed. */
    void forget(UUID user) {
        generation.addAndGet(2);
        answers.asMap().values().removeIf(answer -> answer.subject().equals(user));
    }

    /** From now on changes are heard of. */
    void listening() {
        generation.updateAndGet(count -> live(count) ? count + 2 : count + 1);
        answers.invalidateAll();
    }

    /** From now on they may not be. */
    void deaf() {
        generation.updateAndGet(count -> live(count) ? count + 1 : count);
        answers.invalidateAll();
    }

    boolean isListening() {
        return live(generation.get());
    }

    private static boolean live(long count) {
        return count % 2 == 1;
    }

    private ByteBuffer mac(String login, String password) {
        byte[] name = login.getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            // With its length, else "ab" and "c" were "a" and "bc".
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).flip());
            mac.update(name);
            return ByteBuffer.wrap(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
