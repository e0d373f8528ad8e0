package dev.gatehouse.oauth.device;

import dev.gatehouse.oauth.client.Feature;
import dev.gatehouse.oauth.client.Offers;
import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import jakarta.inject.Singleton;
import java.util.Set;

/** Where devices ask (RFC 8628, section 4), while they may. */
@Singleton
class DeviceOffers implements Offers, Advertised {
    private final DeviceConfig config;

    DeviceOffers(DeviceConfig config) {
        this.config = config;
    }

    @Override
    public Set<Feature> features() {
        return config.enabled() ? Set.of(Feature.DEVICES) : Set.of();
    }

    @Override
    public void addTo(Metadata metadata) {
        if (config.enabled()) {
            metadata.endpoint("device_authorization_endpoint", DeviceAuthorizationResource.PATH);
        }
    }
}
