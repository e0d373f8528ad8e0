package dev.gatehouse.token.signature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.ClientKeyService;
import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.common.peer.SignatureService.NotSigned;
import dev.gatehouse.common.peer.SignatureService.SignOrder;
import dev.gatehouse.common.peer.SignatureService.Signature;
import dev.gatehouse.common.peer.SignatureService.Signed;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.clientkey.KeyId;
import dev.gatehouse.token.clientkey.SharedKeys;
import dev.gatehouse.token.clientkey.SigningAlgorithms;
import dev.gatehouse.token.encryption.Recipient;
import dev.gatehouse.token.idtoken.IdTokenConfig;
import dev.gatehouse.token.keys.Algorithm;
import dev.gatehouse.token.keys.Signing;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Signs, and encrypts what it signed where asked. Never blocks. */
@Singleton
class Signatures {
    private static final int LONGEST = 16 * 1024;
    private final Signing signing;
    private final SharedKeys shared;
    private final SigningAlgorithms algorithms;
    private final ObjectMapper json;
    private final String issuer;
    private final String ordinary;

    Signatures(
            Signing signing,
            SharedKeys shared,
            SigningAlgorithms algorithms,
            ObjectMapper json,
            IdTokenConfig config,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.signing = signing;
        this.shared = shared;
        this.algorithms = algorithms;
        this.json = json;
        this.issuer = issuer;
        ordinary = config.algorithm().name();
    }

    Uni<Signature> sign(SignOrder order) {
        String algorithm = Objects.requireNonNullElse(order.algorithm(), ordinary);
        Encryption encryption = order.encryption();
        Optional<Recipient> recipient = encryption == null ? Optional.empty() : Recipient.of(encryption);
        String objection = objection(order, algorithm, encryption != null && recipient.isEmpty());
        if (objection != null) {
            return Uni.createFrom().item(new NotSigned(objection));
        }
        Map<String, Object> claims = SignedContent.claims(order, issuer, Instant.now(), Secrets.random());
        return signed(algorithm, SignedContent.typ(order.purpose()), order.clientId(), claims)
                .map(jwt -> new Signed(recipient.map(to -> to.encrypt(jwt)).orElse(jwt)));
    }

    private @Nullable String objection(SignOrder order, String algorithm, boolean noRecipient) {
        if (!algorithms.names().contains(algorithm)
                || (algorithm.equals(ClientKeyService.SHARED) && !KeyId.possible(order.clientId()))) {
            return "there is no such algorithm here";
        }
        if (noRecipient) {
            return "it cannot be encrypted so, or not for that key";
        }
        String objection = SignedContent.objection(order).orElse(null);
        return objection == null && length(order.claims()) > LONGEST ? "the claims are over 16 KiB" : objection;
    }

    private int length(Map<String, Object> claims) {
        try {
            return json.writeValueAsBytes(claims).length;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the claims are not JSON", e);
        }
    }

    private Uni<String> signed(String algorithm, String typ, String clientId, Map<String, Object> claims) {
        return algorithm.equals(ClientKeyService.SHARED)
                ? shared.of(clientId).map(key -> shared.sign(key, typ, claims))
                : Uni.createFrom().item(() -> signing.sign(Algorithm.valueOf(algorithm), typ, claims));
    }
}
