package dev.gatehouse.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.SignatureService;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Base64;
import java.util.TreeMap;

/**
 * Token-service as far as it signs, in these tests: what it signs reads {@code <algorithm> <client> <claims>}, but for what
 * the UserInfo endpoint has signed, which is the order as JSON, base64url; and it signs for nobody who wants HS256. An ID token
 * that it knows reads {@code hint <client> <user>}, or {@code <user>.<sid>.<client>}. One DPoP proof {@code proof <thumbprint>} is
 * good, and {@code stale} lacks a nonce.
 */
@Mock
@ApplicationScoped
public class SignaturesInMemory implements SignatureService {
    private final ObjectMapper json;

    SignaturesInMemory(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Uni<Signature> sign(SignOrder order) {
        return Uni.createFrom()
                .item("HS256".equals(order.algorithm()) ? new NotSigned("no key is shared") : new Signed(text(order)));
    }

    private String text(SignOrder order) {
        if (order.purpose() != Purpose.userinfo) {
            return order.algorithm() + " " + order.clientId() + " " + new TreeMap<>(order.claims());
        }
        try {
            return Base64.getUrlEncoder().encodeToString(json.writeValueAsBytes(order));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Uni<Reading> hint(IdTokenHint hint) {
        String[] named = hint.token().split("\\.", -1);
        if (named.length == 3) {
            return Uni.createFrom().item(new Hint(named[0], named[2], named[1], Instant.EPOCH));
        }
        String[] parts = hint.token().split(" ", -1);
        return Uni.createFrom()
                .item(
                        parts.length == 3 && parts[0].equals("hint")
                                ? new Hint(parts[2], parts[1], null, Instant.EPOCH)
                                : new NoHint());
    }

    @Override
    public Uni<Proving> prove(ProofOrder order) {
        String proof = order.proofs().size() == 1 ? order.proofs().getFirst() : "";
        if (proof.equals("stale")) {
            return Uni.createFrom().item(new NonceWanted("fresh"));
        }
        return Uni.createFrom()
                .item(
                        proof.startsWith("proof ")
                                ? new Proved(proof.substring("proof ".length()), "next")
                                : new Unproved("that is no proof here"));
    }
}
