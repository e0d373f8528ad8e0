package dev.gatehouse.identity.device;

import dev.gatehouse.identity.user.AccountExport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** From where a user has signed in, as a part of what they can take along. */
@Singleton
class DeviceExport implements AccountExport.Part {
    private final DeviceStore store;

    DeviceExport(DeviceStore store) {
        this.store = store;
    }

    /** What it is called is not kept. */
    @RegisterForReflection
    record KnownDevice(Instant firstSeenAt, Instant lastSeenAt) {}

    @Override
    public String name() {
        return "known_devices";
    }

    @Override
    public List<KnownDevice> of(UUID user) {
        return store.of(user);
    }

    @Override
    public boolean letsIn() {
        return false;
    }
}
