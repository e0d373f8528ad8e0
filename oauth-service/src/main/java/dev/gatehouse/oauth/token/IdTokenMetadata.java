package dev.gatehouse.oauth.token;

import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.oauth.client.Feature;
import dev.gatehouse.oauth.client.Offers;
import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import jakarta.inject.Singleton;
import java.util.Set;

/** What ID tokens can be. */
@Singleton
class IdTokenMetadata implements Advertised, Offers {
    @Override
    public Set<Feature> features() {
        return Set.of(Feature.LEAN_ID_TOKENS);
    }

    @Override
    public void addTo(Metadata metadata) {
        metadata.add("id_token_encryption_alg_values_supported", Encryption.ALGORITHMS);
        metadata.add("id_token_encryption_enc_values_supported", Encryption.METHODS);
    }
}
