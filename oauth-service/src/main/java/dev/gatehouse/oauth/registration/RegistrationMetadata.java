package dev.gatehouse.oauth.registration;

import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import jakarta.inject.Singleton;

/** Where clients register themselves, if they may. */
@Singleton
class RegistrationMetadata implements Advertised {
    private final RegistrationConfig config;

    RegistrationMetadata(RegistrationConfig config) {
        this.config = config;
    }

    @Override
    public void addTo(Metadata metadata) {
        if (config.mode().on()) {
            metadata.endpoint("registration_endpoint", RegistrationResource.PATH);
        }
    }
}
