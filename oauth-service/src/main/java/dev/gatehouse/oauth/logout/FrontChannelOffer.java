package dev.gatehouse.oauth.logout;

import dev.gatehouse.oauth.client.Feature;
import dev.gatehouse.oauth.client.Offers;
import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import jakarta.inject.Singleton;
import java.util.Set;

/** OpenID Connect Front-Channel Logout 1.0, section 3. */
@Singleton
class FrontChannelOffer implements Advertised, Offers {
    @Override
    public Set<Feature> features() {
        return Set.of(Feature.FRONTCHANNEL_LOGOUT);
    }

    @Override
    public void addTo(Metadata metadata) {
        metadata.put("frontchannel_logout_supported", true);
        metadata.put("frontchannel_logout_session_supported", true);
    }
}
