package dev.gatehouse.oauth.authorize;

import dev.gatehouse.oauth.client.Feature;
import dev.gatehouse.oauth.client.Offers;
import jakarta.inject.Singleton;
import java.util.Set;

/** What the authorization endpoint can do for clients. */
@Singleton
class AuthorizeOffers implements Offers {
    @Override
    public Set<Feature> features() {
        return Set.of(Feature.FIRST_PARTY, Feature.REQUEST_DEFAULTS, Feature.AUTHORIZATION_DETAILS);
    }
}
