package dev.gatehouse.token.proof;

import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.refresh.RefreshConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Nonces for proofs (RFC 9449, section 8): a MAC of the minute, so that nothing is kept of them and every replica knows those
 * of the others. One is good in its minute and the next; and in the one before, for clocks differ. After a point one can have
 * another MAC, of an instant that nobody could know before it.
 */
@Singleton
class Nonces {
    /** What else these keys authenticate is not text of that beginning. */
    private static final String CONTEXT = "gatehouse DPoP nonce/";

    private static final long SECONDS = 60;

    /** The first makes them. */
    private final List<String> keys;

    @Inject
    Nonces(RefreshConfig config) {
        this(config.key());
    }

    Nonces(List<String> keys) {
        this.keys = keys.stream().map(String::strip).toList();
    }

    String at(Instant now) {
        return of(keys.getFirst(), now.getEpochSecond() / SECONDS);
    }

    /** One that was not given before {@code since}. */
    String at(Instant now, Instant since) {
        return at(now) + "." + of(keys.getFirst(), since);
    }

    boolean good(@Nullable String nonce, Instant now) {
        long minute = now.getEpochSecond() / SECONDS;
        return nonce != null
                && keys.stream()
                        .anyMatch(key -> LongStream.rangeClosed(minute - 1, minute + 1)
                                .anyMatch(each -> Secrets.equal(of(key, each), nonce.split("\\.", 2)[0])));
    }

    /** Whether it was given by {@link #at(Instant, Instant)} for that very instant. */
    boolean isOf(@Nullable String nonce, Instant since) {
        String[] parts = nonce == null ? new String[0] : nonce.split("\\.", 2);
        return parts.length == 2 && keys.stream().anyMatch(key -> Secrets.equal(of(key, since), parts[1]));
    }

    private static String of(String key, long minute) {
        return Secrets.mac(key, CONTEXT + minute);
    }

    private static String of(String key, Instant since) {
        return Secrets.mac(key, CONTEXT + "since " + since.toEpochMilli());
    }
}
