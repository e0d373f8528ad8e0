package dev.gatehouse.token.keys;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** When a key signs, and how long it is published before and after. */
@Singleton
class KeySchedule {
    private final Duration rotation;
    private final Duration lead;
    private final Duration retention;
    private final Duration jwksMaxAge;
    private final Duration longestToken;

    /** @throws IllegalArgumentException where keys would be replaced before they sign */
    KeySchedule(KeysConfig config) {
        rotation = config.rotation();
        // A replica may read just before the key is there, and again after a refresh; then a client keeps what it got.
        lead = config.refresh().plus(config.jwksMaxAge()).plus(config.margin());
        jwksMaxAge = config.jwksMaxAge();
        longestToken = config.longestToken();
        retention = config.longestToken().plus(config.margin());
        if (!rotation.isZero() && rotation.compareTo(lead.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "gatehouse.token.keys.rotation must be zero or at least " + lead.multipliedBy(2));
        }
    }

    /** When a key that is made {@code now} may sign: by then whoever verifies knows it. */
    Instant activation(Instant now) {
        return now.plus(lead);
    }

    /** When the last token of a key that signs until {@code retirement} has expired. */
    Instant end(Instant retirement) {
        return retirement.plus(retention);
    }

    /** Whether whoever asked this replica for the published keys has {@code key}, and a token of it still ends before it does. */
    boolean settled(SigningKey key, Instant now) {
        Instant end = key.life().goneAt();
        return !key.heldSince().plus(jwksMaxAge).isAfter(now)
                && (end == null || now.plus(longestToken).isBefore(end));
    }

    /** Whether it is time to make the successor of a key that signs from {@code activation} on. */
    boolean due(Instant activation, Instant now) {
        return !rotation.isZero() && !now.isBefore(activation.plus(rotation).minus(lead));
    }
}
