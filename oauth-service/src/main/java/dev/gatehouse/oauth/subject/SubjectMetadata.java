package dev.gatehouse.oauth.subject;

import dev.gatehouse.oauth.client.Feature;
import dev.gatehouse.oauth.client.Offers;
import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import jakarta.inject.Singleton;
import java.util.Set;

/** As whom clients may know users. */
@Singleton
class SubjectMetadata implements Advertised, Offers {
    @Override
    public Set<Feature> features() {
        return Set.of(Feature.PAIRWISE);
    }

    @Override
    public void addTo(Metadata metadata) {
        metadata.add("subject_types_supported", "public", "pairwise");
    }
}
