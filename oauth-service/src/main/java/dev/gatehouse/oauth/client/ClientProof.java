package dev.gatehouse.oauth.client;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * How a client proves who it is beyond a secret, and by what its tokens are bound.
 *
 * @param jwks its public keys, a JWK set (RFC 7517)
 * @param jwksUri where they are instead
 * @param tokenEndpointAuthSigningAlg signs its assertions; null for any that there is
 * @param tlsClientAuthSubjectDn names its certificate (RFC 8705, section 2.1.2), as one of the next four may instead
 * @param dpopBoundAccessTokens whether it gets no tokens without a DPoP proof (RFC 9449, section 5.2)
 * @param tlsClientCertificateBoundAccessTokens whether it gets none without a certificate (RFC 8705, section 3.4)
 */
@Embeddable
@RegisterForReflection
public record ClientProof(
        @Column(name = "jwks") @Convert(converter = JsonObject.Text.class) @Nullable
        JsonObject jwks,

        @Column(name = "jwks_uri") @Nullable String jwksUri,

        @Column(name = "token_endpoint_auth_signing_alg") @Nullable
        String tokenEndpointAuthSigningAlg,

        @Column(name = "tls_client_auth_subject_dn") @Nullable
        String tlsClientAuthSubjectDn,

        @Column(name = "tls_client_auth_san_dns") @Nullable String tlsClientAuthSanDns,
        @Column(name = "tls_client_auth_san_uri") @Nullable String tlsClientAuthSanUri,
        @Column(name = "tls_client_auth_san_ip") @Nullable String tlsClientAuthSanIp,

        @Column(name = "tls_client_auth_san_email") @Nullable
        String tlsClientAuthSanEmail,

        @Column(name = "dpop_bound_access_tokens") boolean dpopBoundAccessTokens,

        @Column(name = "tls_client_certificate_bound_access_tokens")
        boolean tlsClientCertificateBoundAccessTokens) {
    /** Where nothing is registered. */
    public static final ClientProof ORDINARY =
            new ClientProof(null, null, null, null, null, null, null, null, false, false);
}
