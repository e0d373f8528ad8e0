package dev.gatehouse.identity.user;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** All ways by which users sign in. */
@ApplicationScoped
public class WaysIn {
    private final List<WayIn> all;

    WaysIn(@All List<WayIn> all) {
        this.all = all;
    }

    /**
     * Whether any way is left to the user. Whoever takes one away holds the lock on the user's row ({@link UserStore#locked})
     * from before that until after this, else two who take away the last two at once would each leave the other's.
     */
    public boolean anyFor(UUID user) {
        return all.stream().anyMatch(way -> way.opensFor(user));
    }
}
