package dev.gatehouse.identity.password;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Tells how it goes with the hashing of passwords, which is what sign-ins wait for. */
@Startup
@Singleton
class HashQueue {
    private final PasswordHasher hasher;

    HashQueue(PasswordHasher hasher, PasswordConfig config, MeterRegistry registry) {
        this.hasher = hasher;
        Gauge.builder("gatehouse.password.hash.queue", this, queue -> queue.hasher.waiting())
                .description("Passwords that wait to be hashed.")
                .register(registry);
        Gauge.builder("gatehouse.password.hash.queue.limit", config::queue)
                .description("So many may wait; who comes then is turned away.")
                .register(registry);
        FunctionCounter.builder("gatehouse.password.hashes", this, queue -> queue.hasher.done())
                .description("Passwords that were hashed, to check or to keep them.")
                .register(registry);
        FunctionCounter.builder("gatehouse.password.hashes.turned.away", this, queue -> queue.hasher.turnedAway())
                .description("Passwords that were not, because too many waited.")
                .register(registry);
    }
}
