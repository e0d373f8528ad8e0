package dev.gatehouse.oauth.client;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.algorithm.ClientAlgorithms;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides how a client may prove who it is; pure. */
final class ClientProofRules {
    private static final int LONGEST_KEYS = 16 * 1024;
    private static final int MOST_KEYS = 20;
    private static final int LONGEST_NAME = 500;
    /** Members of private and of shared keys (RFC 7518, section 6). */
    private static final Set<String> SECRET = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private ClientProofRules() {}

    static ClientProof check(Said said, ClientProof before, AuthMethod method) {
        var proof = new ClientProof(
                said.object("jwks", before.jwks(), LONGEST_KEYS),
                said.address("jwks_uri", before.jwksUri()),
                said.optionalWord(
                        "token_endpoint_auth_signing_alg",
                        before.tokenEndpointAuthSigningAlg(),
                        method == AuthMethod.client_secret_jwt
                                ? ClientAlgorithms.OF_SECRETS
                                : ClientAlgorithms.OF_KEYS),
                said.text("tls_client_auth_subject_dn", before.tlsClientAuthSubjectDn(), LONGEST_NAME),
                said.text("tls_client_auth_san_dns", before.tlsClientAuthSanDns(), LONGEST_NAME),
                said.text("tls_client_auth_san_uri", before.tlsClientAuthSanUri(), LONGEST_NAME),
                said.text("tls_client_auth_san_ip", before.tlsClientAuthSanIp(), LONGEST_NAME),
                said.text("tls_client_auth_san_email", before.tlsClientAuthSanEmail(), LONGEST_NAME),
                said.flag("dpop_bound_access_tokens", before.dpopBoundAccessTokens(), false),
                said.flag(
                        "tls_client_certificate_bound_access_tokens",
                        before.tlsClientCertificateBoundAccessTokens(),
                        false));
        said.needs(Feature.DPOP, "dpop_bound_access_tokens", proof.dpopBoundAccessTokens());
        said.needs(
                Feature.CERTIFICATE_BOUND_TOKENS,
                "tls_client_certificate_bound_access_tokens",
                proof.tlsClientCertificateBoundAccessTokens());
        said.needs(Feature.CLIENT_KEYS, "jwks", proof.jwks() != null);
        said.needs(Feature.CLIENT_KEYS, "jwks_uri", proof.jwksUri() != null);
        keys(said, proof);
        method(said, proof, method);
        return proof;
    }

    private static void keys(Said said, ClientProof proof) {
        JsonObject jwks = proof.jwks();
        if (jwks != null && proof.jwksUri() != null) {
            said.refused("jwks", "must not be there beside jwks_uri", null);
        }
        if (jwks != null && !publicKeys(jwks.members().get("keys"))) {
            said.refused("jwks", "must have as keys from 1 to " + MOST_KEYS + " public ones", null);
        }
    }

    private static boolean publicKeys(@Nullable Object keys) {
        return keys instanceof List<?> list
                && !list.isEmpty()
                && list.size() <= MOST_KEYS
                && list.stream()
                        .allMatch(key -> key instanceof Map<?, ?> jwk
                                && jwk.get("kty") instanceof String
                                && jwk.keySet().stream().noneMatch(SECRET::contains));
    }

    private static void method(Said said, ClientProof proof, AuthMethod method) {
        switch (method) {
            case private_key_jwt, self_signed_tls_client_auth -> {
                if (proof.jwks() == null && proof.jwksUri() == null) {
                    said.refused("jwks", "or jwks_uri is needed for " + method, null);
                }
            }
            case tls_client_auth -> {
                if (names(proof) != 1) {
                    said.refused("tls_client_auth_subject_dn", "or one of the tls_client_auth_san_ is needed", null);
                }
            }
            case client_secret_basic, client_secret_post, client_secret_jwt, none -> {}
        }
    }

    private static long names(ClientProof proof) {
        return Stream.of(
                        proof.tlsClientAuthSubjectDn(),
                        proof.tlsClientAuthSanDns(),
                        proof.tlsClientAuthSanUri(),
                        proof.tlsClientAuthSanIp(),
                        proof.tlsClientAuthSanEmail())
                .filter(name -> name != null)
                .count();
    }
}
