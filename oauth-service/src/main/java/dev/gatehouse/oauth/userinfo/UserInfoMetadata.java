package dev.gatehouse.oauth.userinfo;

import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.oauth.claims.UserClaims;
import dev.gatehouse.oauth.client.Feature;
import dev.gatehouse.oauth.client.Offers;
import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import jakarta.inject.Singleton;
import java.util.Set;

/** What is told of users. */
@Singleton
class UserInfoMetadata implements Advertised, Offers {
    @Override
    public Set<Feature> features() {
        return Set.of(Feature.SIGNED_USERINFO, Feature.ENCRYPTION, Feature.CLIENT_KEYS);
    }

    @Override
    public void addTo(Metadata metadata) {
        metadata.endpoint("userinfo_endpoint", "/oauth2/userinfo");
        metadata.add("userinfo_signing_alg_values_supported", metadata.algorithms());
        metadata.add("userinfo_encryption_alg_values_supported", Encryption.ALGORITHMS);
        metadata.add("userinfo_encryption_enc_values_supported", Encryption.METHODS);
        metadata.add("claim_types_supported", "normal");
        metadata.add("claims_supported", "sub", "acr", "amr", "auth_time");
        metadata.add("claims_supported", UserClaims.SUPPORTED);
    }
}
