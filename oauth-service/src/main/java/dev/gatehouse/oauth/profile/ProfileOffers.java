package dev.gatehouse.oauth.profile;

import dev.gatehouse.oauth.client.Feature;
import dev.gatehouse.oauth.client.Offers;
import jakarta.inject.Singleton;
import java.util.Set;

/** The profiles that clients can be held to. */
@Singleton
class ProfileOffers implements Offers {
    @Override
    public Set<Feature> features() {
        return Set.of(Feature.FAPI);
    }
}
