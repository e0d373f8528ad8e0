package dev.gatehouse.identity.factor;

import dev.gatehouse.identity.audit.RecordedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Lets nothing be noted of some users. */
@Singleton
class Unnoted {
    final Set<UUID> users = ConcurrentHashMap.newKeySet();

    void noted(@Observes RecordedEvent event) {
        if (event.subject() != null && users.contains(event.subject())) {
            throw new IllegalStateException("the trail is full");
        }
    }
}
