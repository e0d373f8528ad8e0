package dev.gatehouse.token.keys;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys as they were read, and PostgreSQL's clock, which goes on from there. */
final class Keys {
    private final List<SigningKey> all;
    private final List<SigningKey> published;
    private final Map<String, SigningKey> byId;
    private final Map<Algorithm, List<SigningKey>> signing = new EnumMap<>(Algorithm.class);
    private final KeySchedule schedule;
    private final Instant readAt;
    private final long readNanos;

    /**
     * @param all those that activate last first
     * @param readAt PostgreSQL's clock at the reading
     * @param readNanos ours, not before it
     */
    Keys(List<SigningKey> all, KeySchedule schedule, Instant readAt, long readNanos) {
        this.all = List.copyOf(all);
        this.schedule = schedule;
        this.readAt = readAt;
        this.readNanos = readNanos;
        published = all.stream()
                .filter(key -> key.life().at(readAt) != SigningKey.State.gone)
                .toList();
        byId = published.stream().collect(Collectors.toMap(SigningKey::kid, Function.identity()));
        signing.putAll(published.stream()
                .filter(key -> key.privateKey() != null)
                .collect(Collectors.groupingBy(SigningKey::algorithm)));
    }

    /** With those that are gone and were not removed yet. */
    List<SigningKey> all() {
        return all;
    }

    /** Those that verify. */
    List<SigningKey> published() {
        return published;
    }

    @Nullable
    SigningKey find(String kid) {
        return byId.get(kid);
    }

    /** PostgreSQL's clock, as far as it is known here: never ahead of it. */
    Instant now() {
        return readAt.plusNanos(System.nanoTime() - readNanos);
    }

    /**
     * The key that signs: the last that was activated. A replica that heard of it late signs a little longer with the one
     * before.
     *
     * @throws IllegalStateException where there is none, or no sealing key opens it
     */
    SigningKey signing(Algorithm algorithm) {
        Instant now = now();
        SigningKey last = null;
        for (SigningKey key : signing.getOrDefault(algorithm, List.of())) {
            if (key.life().activatesAt().isAfter(now)) {
                continue;
            }
            if (schedule.settled(key, now)) {
                return key;
            }
            last = last == null ? key : last;
        }
        if (last != null) {
            return last;
        }
        throw new IllegalStateException("no key signs with " + algorithm
                + ": is it one of gatehouse.token.keys.algorithms, and are the sealing keys the right ones?");
    }
}
