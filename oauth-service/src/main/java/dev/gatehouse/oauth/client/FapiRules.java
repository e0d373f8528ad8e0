package dev.gatehouse.oauth.client;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.algorithm.ClientAlgorithms;
import java.util.List;
import java.util.Set;

/** Which metadata the FAPI 2.0 Security Profile admits (sections 5.3.2.1 and 5.4); pure. */
final class FapiRules {
    private static final Set<AuthMethod> METHODS =
            Set.of(AuthMethod.private_key_jwt, AuthMethod.tls_client_auth, AuthMethod.self_signed_tls_client_auth);
    private static final Set<String> ALGORITHMS = ClientAlgorithms.OF_FAPI;
    private static final String ONE_OF =
            "must be one of " + String.join(", ", ALGORITHMS) + " where the profile is fapi2";

    private FapiRules() {}

    /** Of a client whose profile it is. */
    static void check(Said said, AuthMethod method, ClientProof proof, ClientTokens tokens, List<String> redirectUris) {
        if (!METHODS.contains(method)) {
            said.refused(
                    "token_endpoint_auth_method",
                    "must be one of " + METHODS.stream().sorted().toList() + " where the profile is fapi2",
                    null);
        }
        if (!proof.dpopBoundAccessTokens() && !proof.tlsClientCertificateBoundAccessTokens()) {
            said.refused(
                    "dpop_bound_access_tokens",
                    "or tls_client_certificate_bound_access_tokens must be true where the profile is fapi2",
                    null);
        }
        String assertions = proof.tokenEndpointAuthSigningAlg();
        if (assertions != null && !ALGORITHMS.contains(assertions)) {
            said.refused("token_endpoint_auth_signing_alg", ONE_OF, null);
        }
        if (!ALGORITHMS.contains(tokens.idTokenAlg())) {
            said.refused("id_token_signed_response_alg", ONE_OF, null);
        }
        if (!ALGORITHMS.contains(tokens.accessTokenAlg())) {
            said.refused("access_token_signed_response_alg", ONE_OF, null);
        }
        if (redirectUris.stream().anyMatch(uri -> !uri.startsWith("https://"))) {
            said.refused("redirect_uris", "must be https where the profile is fapi2", null);
        }
    }
}
