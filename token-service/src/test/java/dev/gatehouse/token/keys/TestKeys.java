package dev.gatehouse.token.keys;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.standstill.Standstill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** A replica's keys beside those of the running service: on the same database, with settings of its own. */
final class TestKeys {
    /** The one that the service seals with, too. */
    static final String SEALING = "ZGV2ZWxvcG1lbnQtb25seS1zZWFsaW5nLWtleS0wMDA=";

    static final String OTHER_SEALING = "b3RoZXItc2VhbGluZy1rZXktdGhpcnR5LXR3by1ieXQ=";

    final KeysConfig config;
    final SigningKeyStore store;
    final KeyRotation rotation;
    private final Cryptography cryptography;

    TestKeys(Database database, Cryptography cryptography, KeysConfig config) {
        this.config = config;
        this.cryptography = cryptography;
        var sealing = new SealingKeys(config);
        var schedule = new KeySchedule(config);
        store = new SigningKeyStore(database, cryptography, sealing, schedule);
        rotation = new KeyRotation(store, cryptography, schedule, sealing);
    }

    KeyRing ring(ExecutorService threads) {
        return ring(threads, new Standstill(() -> 0, () -> Instant.EPOCH));
    }

    KeyRing ring(ExecutorService threads, Standstill standstill) {
        return new KeyRing(store, rotation, cryptography, config, standstill, threads);
    }

    /** Lives that a test can wait for. */
    record Settings(Set<Algorithm> algorithms, List<String> sealingKeys, Duration rotation) implements KeysConfig {
        static Settings of(Algorithm algorithm) {
            return new Settings(Set.of(algorithm), List.of(SEALING), Duration.ZERO);
        }

        @Override
        public Duration jwksMaxAge() {
            return Duration.ofMillis(40);
        }

        @Override
        public Duration refresh() {
            return Duration.ofMillis(20);
        }

        @Override
        public Duration reload() {
            return Duration.ofMillis(2);
        }

        @Override
        public Duration margin() {
            return Duration.ofMillis(300);
        }

        @Override
        public Duration longestToken() {
            return Duration.ofMillis(400);
        }
    }
}
