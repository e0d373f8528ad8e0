package dev.gatehouse.oauth.proof;

import dev.gatehouse.common.certificate.ClientCertificates;
import dev.gatehouse.oauth.client.Feature;
import dev.gatehouse.oauth.client.Offers;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;

/** By what clients can prove who they are: by certificates only where a proxy is believed to tell them. */
@Singleton
class ProofOffers implements Offers {
    private final Set<Feature> features =
            EnumSet.of(Feature.PRIVATE_KEY_JWT, Feature.CLIENT_SECRET_JWT, Feature.CLIENT_KEYS);

    ProofOffers(ClientCertificates certificates, Authorities authorities) {
        if (certificates.believed()) {
            features.add(Feature.SELF_SIGNED_TLS_CLIENT_AUTH);
            if (authorities.any()) {
                features.add(Feature.TLS_CLIENT_AUTH);
            }
        }
    }

    @Override
    public Set<Feature> features() {
        return features;
    }
}
