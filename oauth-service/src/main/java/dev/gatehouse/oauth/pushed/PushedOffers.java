package dev.gatehouse.oauth.pushed;

import dev.gatehouse.oauth.client.Feature;
import dev.gatehouse.oauth.client.Offers;
import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import jakarta.inject.Singleton;
import java.util.Set;

/** That requests can be pushed, which nobody has to but whoever is registered so (RFC 9126, section 5). */
@Singleton
class PushedOffers implements Offers, Advertised {
    @Override
    public Set<Feature> features() {
        return Set.of(Feature.PUSHED_REQUESTS);
    }

    @Override
    public void addTo(Metadata metadata) {
        metadata.endpoint("pushed_authorization_request_endpoint", "/oauth2/par");
        metadata.put("require_pushed_authorization_requests", false);
    }
}
