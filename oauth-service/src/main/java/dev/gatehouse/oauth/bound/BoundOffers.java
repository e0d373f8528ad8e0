package dev.gatehouse.oauth.bound;

import dev.gatehouse.common.certificate.ClientCertificates;
import dev.gatehouse.oauth.algorithm.ClientAlgorithms;
import dev.gatehouse.oauth.client.Feature;
import dev.gatehouse.oauth.client.Offers;
import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import jakarta.inject.Singleton;
import java.util.Set;

/** What tokens can be bound to. */
@Singleton
class BoundOffers implements Offers, Advertised {
    private final ClientCertificates certificates;

    BoundOffers(ClientCertificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public Set<Feature> features() {
        return certificates.believed() ? Set.of(Feature.DPOP, Feature.CERTIFICATE_BOUND_TOKENS) : Set.of(Feature.DPOP);
    }

    @Override
    public void addTo(Metadata metadata) {
        metadata.add("dpop_signing_alg_values_supported", ClientAlgorithms.OF_KEYS);
        if (certificates.believed()) {
            metadata.put("tls_client_certificate_bound_access_tokens", true);
        }
    }
}
