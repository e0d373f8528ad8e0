package dev.gatehouse.oauth.bound;

import dev.gatehouse.common.certificate.Thumbprint;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.SignatureService;
import dev.gatehouse.common.peer.SignatureService.NonceWanted;
import dev.gatehouse.common.peer.SignatureService.ProofOrder;
import dev.gatehouse.common.peer.SignatureService.Proved;
import dev.gatehouse.common.peer.SignatureService.Unproved;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.oauth.algorithm.ClientAlgorithms;
import dev.gatehouse.oauth.client.RegisteredClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * What a client's tokens are bound to: the key of its DPoP proof (RFC 9449, section 5), or its certificate where it is
 * registered for that (RFC 8705, section 3). Token-service judges proofs. Never blocks.
 */
@Singleton
class Bindings {
    private static final int MOST_PROOFS = 8;
    private static final int LONGEST_PROOF = 8192;
    private final SignatureService signatures;
    private final boolean nonces;
    private final String issuer;

    Bindings(
            SignatureService signatures, BoundConfig config, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.signatures = signatures;
        this.issuer = issuer;
        nonces = config.dpopNonce();
    }

    sealed interface Binding permits Bound, Unbound {}

    /** @param confirmation null for none */
    record Bound(
            @Nullable Confirmation confirmation, @Nullable String nonce) implements Binding {}

    record Unbound(OAuthError error, @Nullable String nonce) implements Binding {}

    private static final Unbound NO_CERTIFICATE =
            new Unbound(OAuthError.request("The client gets no tokens without its certificate."), null);

    Uni<Binding> of(RegisteredClient client, Shown shown, Endpoint endpoint) {
        if (shown.proofs().isEmpty()) {
            return Uni.createFrom().item(unproved(client, shown.certificate(), endpoint));
        }
        // A proof can be made with any key: it does not take the place of the certificate.
        boolean byCertificate = client.proof().tlsClientCertificateBoundAccessTokens()
                && !client.proof().dpopBoundAccessTokens();
        return endpoint.tokens() && byCertificate && shown.certificate() == null
                ? Uni.createFrom().item(NO_CERTIFICATE)
                : proved(client, shown.proofs(), endpoint);
    }

    /** Without a proof. Pure. */
    static Binding unproved(RegisteredClient client, @Nullable String certificate, Endpoint endpoint) {
        if (!endpoint.tokens()) {
            return new Bound(null, null);
        }
        if (client.proof().tlsClientCertificateBoundAccessTokens() && certificate != null) {
            String thumbprint = Thumbprint.of(Base64.getDecoder().decode(certificate));
            return new Bound(new Confirmation(null, thumbprint), null);
        }
        if (client.proof().dpopBoundAccessTokens()) {
            return new Unbound(OAuthError.request("The client gets no tokens without a DPoP proof."), null);
        }
        return client.proof().tlsClientCertificateBoundAccessTokens() ? NO_CERTIFICATE : new Bound(null, null);
    }

    private Uni<Binding> proved(RegisteredClient client, List<String> proofs, Endpoint endpoint) {
        if (proofs.size() > MOST_PROOFS || proofs.stream().anyMatch(proof -> proof.length() > LONGEST_PROOF)) {
            return Uni.createFrom().item(new Unbound(OAuthError.proof("There is more than a proof."), null));
        }
        if (client.requests().fapi() && proofs.stream().anyMatch(Bindings::weak)) {
            return Uni.createFrom()
                    .item(new Unbound(OAuthError.proof("The proof is not signed as the client's profile asks."), null));
        }
        var order = new ProofOrder(proofs, "POST", issuer + endpoint.path(), nonces, null);
        return signatures.prove(order).map(answer -> switch (answer) {
            case Proved(String jkt, String nonce) -> new Bound(new Confirmation(jkt, null), nonce);
            case Unproved(String reason) -> new Unbound(OAuthError.proof(reason), null);
            case NonceWanted(String nonce) ->
                new Unbound(new OAuthError("use_dpop_nonce", "The proof needs the nonce of DPoP-Nonce."), nonce);
        });
    }

    /** Whether it says that it is signed by what FAPI does not admit. What says nothing readable, token-service refuses. */
    private static boolean weak(String proof) {
        try {
            var signature = new JsonWebSignature();
            signature.setCompactSerialization(proof);
            return !ClientAlgorithms.OF_FAPI.contains(signature.getAlgorithmHeaderValue());
        } catch (JoseException | RuntimeException e) {
            return false;
        }
    }
}
