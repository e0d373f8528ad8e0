package dev.gatehouse.oauth.logout;

import dev.gatehouse.oauth.client.Feature;
import dev.gatehouse.oauth.client.Offers;
import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import jakarta.inject.Singleton;
import java.util.Set;

/** OpenID Connect RP-Initiated Logout 1.0, section 2.1. */
@Singleton
class RpLogoutOffer implements Advertised, Offers {
    @Override
    public Set<Feature> features() {
        return Set.of(Feature.RP_LOGOUT);
    }

    @Override
    public void addTo(Metadata metadata) {
        metadata.endpoint("end_session_endpoint", "/oauth2/logout");
    }
}
