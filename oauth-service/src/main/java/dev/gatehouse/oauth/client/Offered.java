package dev.gatehouse.oauth.client;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** All that this deployment can do for clients. */
@Singleton
public class Offered {
    private final Set<Feature> features = EnumSet.noneOf(Feature.class);

    Offered(@All List<Offers> rooms) {
        rooms.forEach(room -> features.addAll(room.features()));
    }

    public Set<Feature> features() {
        return Set.copyOf(features);
    }
}
