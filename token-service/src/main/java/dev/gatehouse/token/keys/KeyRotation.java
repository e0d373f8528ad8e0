package dev.gatehouse.token.keys;

import dev.gatehouse.token.keys.SigningKeyStore.Named;
import dev.gatehouse.token.keys.SigningKeyStore.Turn;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Makes keys, and decides when they sign and go: of any number of replicas one at a time, for each algorithm by itself. A
 * new key is published at once and signs when everyone who verifies has seen it; the one before it stays published until
 * its last token has expired. Blocks.
 */
@Singleton
class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);
    private final SigningKeyStore store;
    private final Cryptography cryptography;
    private final KeySchedule schedule;
    private final SealingKeys sealing;

    KeyRotation(SigningKeyStore store, Cryptography cryptography, KeySchedule schedule, SealingKeys sealing) {
        this.store = store;
        this.cryptography = cryptography;
        this.schedule = schedule;
        this.sealing = sealing;
    }

    /** What came of a command. @param made false where a new key was under way already; then this is it */
    record Rotated(Named key, boolean made) {}

    /** Makes the first key of an algorithm, which signs at once, unless there is one. */
    void ensure(Algorithm algorithm) {
        store.inTurn(algorithm, true, turn -> turn.newest().orElseGet(() -> made(turn, algorithm, turn.now())));
    }

    /** A new key now. While one is under way there is no other. */
    Rotated rotate(Algorithm algorithm) {
        return store.inTurn(algorithm, true, turn -> {
                    Instant now = turn.now();
                    Optional<Named> newest = turn.newest();
                    return newest.filter(key -> key.life().activatesAt().isAfter(now)
                                    || key.life().createdAt().isAfter(turn.asked()))
                            .map(key -> new Rotated(key, false))
                            .orElseGet(() -> new Rotated(successor(turn, algorithm, newest, now), true));
                })
                .orElseThrow();
    }

    /** A new key that signs at once; all others of the algorithm, and what they signed, do not count any more. */
    Rotated replace(Algorithm algorithm) {
        return store.inTurn(algorithm, true, turn -> {
                    // Who waited for another's replacement has what it asked for.
                    Optional<Named> replaced = turn.newest()
                            .filter(key -> key.life().createdAt().isAfter(turn.asked())
                                    && key.life()
                                            .activatesAt()
                                            .equals(key.life().createdAt()));
                    return replaced.map(key -> new Rotated(key, false)).orElseGet(() -> {
                        turn.removeAll();
                        return new Rotated(made(turn, algorithm, turn.now()), true);
                    });
                })
                .orElseThrow();
    }

    /** Does what is due of the keys that were read, where no other replica is at it. @return whether anything was */
    boolean keepUp(Algorithm algorithm, Keys read) {
        Instant now = read.now();
        boolean due = read.all().stream()
                .filter(key -> key.algorithm() == algorithm)
                .anyMatch(key -> !sealing.first().equals(key.life().sealedBy())
                        || key.life().at(now) == SigningKey.State.gone
                        || isDue(new Named(key.kid(), key.life()), now));
        return due
                && store.inTurn(algorithm, false, turn -> {
                            turn.removeGone();
                            int anew = turn.sealAnew();
                            if (anew > 0) {
                                LOG.infof("%d signing keys of %s sealed under %s", anew, algorithm, sealing.first());
                            }
                            Instant at = turn.now();
                            turn.newest()
                                    .filter(key -> isDue(key, at))
                                    .ifPresent(key -> successor(turn, algorithm, Optional.of(key), at));
                            return true;
                        })
                        .orElse(false);
    }

    private boolean isDue(Named key, Instant now) {
        return key.life().retiresAt() == null && schedule.due(key.life().activatesAt(), now);
    }

    private Named successor(Turn turn, Algorithm algorithm, Optional<Named> before, Instant now) {
        if (before.isEmpty()) {
            return made(turn, algorithm, now);
        }
        Instant activation = schedule.activation(now);
        turn.retire(activation, schedule.end(activation));
        return added(turn, algorithm, now, activation);
    }

    private Named made(Turn turn, Algorithm algorithm, Instant now) {
        return added(turn, algorithm, now, now);
    }

    private Named added(Turn turn, Algorithm algorithm, Instant now, Instant activation) {
        Named key = turn.add(cryptography.generate(algorithm), now, activation);
        LOG.infof("made the signing key %s of %s, which signs from %s on", key.kid(), algorithm, activation);
        return key;
    }
}
