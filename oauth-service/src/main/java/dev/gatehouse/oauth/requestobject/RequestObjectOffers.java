package dev.gatehouse.oauth.requestobject;

import dev.gatehouse.oauth.algorithm.ClientAlgorithms;
import dev.gatehouse.oauth.client.Feature;
import dev.gatehouse.oauth.client.Offers;
import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import jakarta.inject.Singleton;
import java.util.Set;

/** That requests may be JWTs. */
@Singleton
class RequestObjectOffers implements Offers, Advertised {
    @Override
    public Set<Feature> features() {
        return Set.of(Feature.REQUEST_OBJECTS, Feature.REQUEST_URIS, Feature.CLIENT_KEYS);
    }

    @Override
    public void addTo(Metadata metadata) {
        metadata.put("request_parameter_supported", true);
        metadata.put("request_uri_parameter_supported", true);
        metadata.put("require_request_uri_registration", true);
        metadata.add("request_object_signing_alg_values_supported", ClientAlgorithms.NONE);
        metadata.add("request_object_signing_alg_values_supported", ClientAlgorithms.OF_KEYS);
    }
}
