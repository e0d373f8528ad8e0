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
 * of the others. One is good in its minute and the next; and in the one before, for clocks differ.
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

    boolean good(@Nullable String nonce, Instant now) {
        long minute = now.getEpochSecond() / SECONDS;
        return nonce != null
                && keys.stream()
                        .anyMatch(key -> LongStream.rangeClosed(minute - 1, minute + 1)
                                .anyMatch(each -> Secrets.equal(of(key, each), nonce)));
    }

    private static String of(String key, long minute) {
        return Secrets.mac(key, CONTEXT + minute);
    }
}
