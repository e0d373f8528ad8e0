package dev.gatehouse.identity.remember;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Right answers to names and passwords, under MACs with a key that only this process has: the passwords are not in it. Only
 * while this process hears of changes is anything remembered.
 *
 * <p>It is asked before the throttle, so it must not tell what the throttle would not. What a caller has shown is remembered
 * for their network alone: from everywhere else a guess meets the throttle. And of a name in a network there is one password;
 * another one given there makes it forgotten before it is checked. So whoever shares the owner's network has one guess that
 * counts nowhere, and no second one until the owner has passed the throttle again; while that makes the name or the address
 * wait, nobody does. The price is the owner's speed while somebody beside them guesses.
 */
@Singleton
public class RememberedCalls {
    private static final String HMAC = "HmacSHA256";
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private final Cache<Place, Remembered> answers;
    private final Map<Look, CompletableFuture<Authentication>> underWay = new ConcurrentHashMap<>();
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

    /** A name in the network that it is called from. */
    private record Place(String network, String login) {}

    /** The one password of a name in a network. @param mac of the password */
    private record Remembered(ByteBuffer mac, Authenticated answer) {}

    /** One password that is looked at; whoever comes after a change does not wait for an answer of before it. */
    private record Look(Place place, ByteBuffer mac, long generation) {}

    /**
     * What is remembered, else what {@code check} says, which is remembered where it is right. Of calls at once from one
     * network with the same name and password one checks, and the others wait for its answer.
     */
    public Authentication answer(String network, String login, String password, Supplier<Authentication> check) {
        var place = new Place(network, login);
        ByteBuffer mac = mac(place, password);
        Optional<Authenticated> known = recall(place, mac);
        long before = generation.get();
        if (known.isPresent()) {
            return known.get();
        }
        if (!live(before)) {
            return check.get();
        }
        var look = new Look(place, mac, before);
        var mine = new CompletableFuture<Authentication>();
        CompletableFuture<Authentication> others = underWay.putIfAbsent(look, mine);
        return others == null ? look(look, mine, check) : others(others, check);
    }

    private Authentication look(Look look, CompletableFuture<Authentication> mine, Supplier<Authentication> check) {
        try {
            // Another's look may have ended just before this one began.
            Optional<Authenticated> known = recall(look.place(), look.mac());
            Authentication answer = known.isPresent() ? known.get() : check.get();
            if (known.isEmpty() && answer instanceof Authenticated user) {
                remember(look, user);
            }
            mine.complete(answer);
            return answer;
        } finally {
            underWay.remove(look);
            // Where the check failed: whoever waits checks for themselves.
            mine.cancel(false);
        }
    }

    private static Authentication others(CompletableFuture<Authentication> others, Supplier<Authentication> check) {
        try {
            return others.join();
        } catch (CancellationException e) {
            return check.get();
        }
    }

    /** What is remembered of the name, where this is its password; where it is another, that is the last of it. */
    private Optional<Authenticated> recall(Place place, ByteBuffer mac) {
        Remembered known = answers.getIfPresent(place);
        if (known == null) {
            return Optional.empty();
        }
        if (MessageDigest.isEqual(known.mac().array(), mac.array())) {
            return Optional.of(known.answer());
        }
        answers.asMap().remove(place, known);
        return Optional.empty();
    }

    /** Unless anything has changed since it was looked at: then the answer may be of before the change. */
    private void remember(Look look, Authenticated answer) {
        long before = look.generation();
        if (generation.get() != before) {
            return;
        }
        answers.put(look.place(), new Remembered(look.mac(), answer));
        // Whoever forgets counts first and removes then: either they see this one, or this sees them.
        if (generation.get() != before) {
            answers.invalidate(look.place());
        }
    }

    /** The user's credentials have changed. */
    void forget(UUID user) {
        generation.addAndGet(2);
        answers.asMap().values().removeIf(known -> known.answer().subject().equals(user));
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

    Optional<Authenticated> find(String network, String login, String password) {
        var place = new Place(network, login);
        return Optional.ofNullable(answers.getIfPresent(place))
                .filter(known -> known.mac().equals(mac(place, password)))
                .map(Remembered::answer);
    }

    /** How many names and passwords are being checked. */
    int underWay() {
        return underWay.size();
    }

    boolean isListening() {
        return live(generation.get());
    }

    private static boolean live(long count) {
        return count % 2 == 1;
    }

    private ByteBuffer mac(Place place, String password) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            for (String part : List.of(place.network(), place.login(), password)) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                // With its length, else "ab" and "c" were "a" and "bc".
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                mac.update(bytes);
            }
            return ByteBuffer.wrap(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
