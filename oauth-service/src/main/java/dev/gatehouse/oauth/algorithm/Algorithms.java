package dev.gatehouse.oauth.algorithm;

import dev.gatehouse.common.peer.ClientKeyService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What tokens can be signed with, as token-service says: what discovery lists, a client may choose, and nothing else. It is
 * asked once a minute at most, and where it is away what it said last stands. Never blocks.
 */
@Singleton
public class Algorithms {
    private static final Duration KNOWN = Duration.ofMinutes(1);
    private final ClientKeyService keys;
    private final LongSupplier nanos;
    private volatile @Nullable Known known;

    @Inject
    Algorithms(ClientKeyService keys) {
        this(keys, System::nanoTime);
    }

    Algorithms(ClientKeyService keys, LongSupplier nanos) {
        this.keys = keys;
        this.nanos = nanos;
    }

    private record Known(List<String> names, long at) {}

    /** As {@code alg} has them (RFC 7518, section 3.1), sorted; fails where token-service is away and never said. */
    public Uni<List<String>> names() {
        Known last = known;
        if (last != null && nanos.getAsLong() - last.at() < KNOWN.toNanos()) {
            return Uni.createFrom().item(last.names());
        }
        Uni<List<String>> asked =
                keys.algorithms().map(answer -> answer.names().stream().sorted().toList());
        return (last == null ? asked : asked.onFailure().recoverWithItem(last.names()))
                .invoke(names -> known = new Known(names, nanos.getAsLong()));
    }
}
