package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.algorithm.ClientAlgorithms;
import dev.gatehouse.oauth.client.AuthMethods;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.Offered;
import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** What the token endpoint can do, and those of token-service beside it. */
@Singleton
class TokenMetadata implements Advertised {
    /** What token-service signs answers of introspection with, where it has such keys (RFC 9701, section 6). */
    private static final String INTROSPECTION = "RS256";

    private final List<Grant> grants;
    private final Offered offered;

    TokenMetadata(@All List<Grant> grants, Offered offered) {
        this.grants = grants;
        this.offered = offered;
    }

    @Override
    public void addTo(Metadata metadata) {
        metadata.endpoint("token_endpoint", "/oauth2/token");
        metadata.add(
                "grant_types_supported",
                grants.stream()
                        .filter(Grant::on)
                        .map(Grant::type)
                        .sorted()
                        .map(GrantType::value)
                        .toList());
        List<String> methods = names(AuthMethods.offered(offered.features()));
        metadata.endpoint("introspection_endpoint", "/oauth2/introspect");
        if (metadata.algorithms().contains(INTROSPECTION)) {
            metadata.add("introspection_signing_alg_values_supported", INTROSPECTION);
        }
        metadata.endpoint("revocation_endpoint", "/oauth2/revoke");
        for (String endpoint : List.of("token", "introspection", "revocation")) {
            metadata.add(endpoint + "_endpoint_auth_methods_supported", methods);
            String assertions = endpoint + "_endpoint_auth_signing_alg_values_supported";
            metadata.add(assertions, ClientAlgorithms.OF_KEYS);
            metadata.add(assertions, ClientAlgorithms.OF_SECRETS);
        }
    }

    private static List<String> names(Collection<AuthMethod> methods) {
        return methods.stream().map(AuthMethod::name).toList();
    }
}
