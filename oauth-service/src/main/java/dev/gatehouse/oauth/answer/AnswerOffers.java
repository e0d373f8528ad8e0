package dev.gatehouse.oauth.answer;

import dev.gatehouse.oauth.client.Feature;
import dev.gatehouse.oauth.client.Offers;
import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import dev.gatehouse.oauth.request.ResponseMode;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Set;

/** How clients can be answered (JARM, section 4). */
@Singleton
class AnswerOffers implements Offers, Advertised {
    @Override
    public Set<Feature> features() {
        return Set.of(Feature.SIGNED_RESPONSES);
    }

    @Override
    public void addTo(Metadata metadata) {
        metadata.add(
                "response_modes_supported",
                Arrays.stream(ResponseMode.values()).map(ResponseMode::value).toList());
        metadata.add("response_modes_supported", "jwt");
        metadata.add("authorization_signing_alg_values_supported", metadata.algorithms());
    }
}
