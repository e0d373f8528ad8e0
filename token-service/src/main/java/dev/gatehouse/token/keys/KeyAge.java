package dev.gatehouse.token.keys;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Tells how old the keys are that sign, and how old they should get. */
@Startup
@Singleton
class KeyAge {
    private final KeyRing ring;

    KeyAge(KeyRing ring, KeysConfig config, MeterRegistry registry) {
        this.ring = ring;
        for (Algorithm algorithm : config.algorithms()) {
            Gauge.builder("gatehouse.signing.key.age", this, age -> age.seconds(algorithm))
                    .description("For how long the key has signed that signs now; NaN where none does.")
                    .baseUnit("seconds")
                    .tag("algorithm", algorithm.name())
                    .register(registry);
        }
        Gauge.builder(
                        "gatehouse.signing.key.rotation",
                        config,
                        keys -> keys.rotation().toSeconds())
                .description("For how long a key is to sign; 0 for as long as no command makes another.")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private double seconds(Algorithm algorithm) {
        try {
            Keys keys = ring.keys();
            return Duration.between(keys.signing(algorithm).life().activatesAt(), keys.now())
                            .toMillis()
                    / 1000.0;
        } catch (IllegalStateException e) {
            return Double.NaN;
        }
    }
}
