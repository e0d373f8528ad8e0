package dev.gatehouse.oauth.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.common.certificate.Thumbprint;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.SignatureService;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientProof;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tokens are bound to. */
class BindingsTest {
    private static final byte[] DER = {1, 2, 3};
    private static final String CERTIFICATE = Base64.getEncoder().encodeToString(DER);
    private final List<SignatureService.ProofOrder> orders = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        // DPoP, certificate: what is registered; whether a certificate is shown; where; what comes of it
        "false, false, false, TOKEN, plain",
        "false, false, true, TOKEN, plain",
        "false, true, true, TOKEN, certificate",
        "false, true, false, TOKEN, invalid_request",
        "true, false, false, TOKEN, invalid_request",
        "true, false, true, TOKEN, invalid_request",
        "true, true, true, TOKEN, certificate",
        "true, true, false, TOKEN, invalid_request",
        "true, true, false, PUSHED, plain",
        "false, true, true, PUSHED, plain",
    })
    void withoutAProof(boolean dpop, boolean certificate, boolean shown, Endpoint endpoint, String outcome) {
        String came = switch (Bindings.unproved(client(dpop, certificate), shown ? CERTIFICATE : null, endpoint)) {
            case Bindings.Unbound(var error, var nonce) -> error.error();
            case Bindings.Bound(Confirmation bound, var nonce) ->
                bound == null ? "plain" : Thumbprint.of(DER).equals(bound.certificate()) ? "certificate" : "?";
        };
        assertEquals(outcome, came);
    }

    @Test
    void withAProofToItsKeyWhateverIsRegistered() {
        for (boolean registered : new boolean[] {true, false}) {
            var bound = assertInstanceOf(
                    Bindings.Bound.class, of(client(registered, true), new SignatureService.Proved("jkt", "next"), 1));
            assertEquals(new Confirmation("jkt", null), bound.confirmation());
            assertEquals("next", bound.nonce());
        }
        assertEquals("https://login.example/oauth2/token", orders.getFirst().uri());
        assertEquals("POST", orders.getFirst().method());
        assertEquals(true, orders.getFirst().nonceDemanded());
        assertNull(orders.getFirst().accessToken());
    }

    @Test
    void aProofDoesNotTakeThePlaceOfACertificate() {
        var shown = new Shown(List.of(), List.of("proof"), null);
        var bindings =
                new Bindings(signatures(new SignatureService.Proved("jkt", null)), () -> true, "https://login.example");
        for (boolean dpop : new boolean[] {true, false}) {
            var binding = bindings.of(client(dpop, true), shown, Endpoint.TOKEN)
                    .await()
                    .indefinitely();
            assertEquals(dpop, binding instanceof Bindings.Bound);
        }
    }

    @Test
    void aBadProofIsNeverPassedOver() {
        var bad = assertInstanceOf(
                Bindings.Unbound.class, of(client(false, false), new SignatureService.Unproved("no"), 1));
        assertEquals("invalid_dpop_proof", bad.error().error());
        var stale = assertInstanceOf(
                Bindings.Unbound.class, of(client(false, false), new SignatureService.NonceWanted("n"), 1));
        assertEquals("use_dpop_nonce", stale.error().error());
        assertEquals("n", stale.nonce());
        int asked = orders.size();
        assertInstanceOf(Bindings.Unbound.class, of(client(false, false), new SignatureService.Proved("j", null), 9));
        assertEquals(asked, orders.size());
    }

    private Bindings.Binding of(RegisteredClient client, SignatureService.Proving answer, int proofs) {
        var shown = new Shown(List.of(), Collections.nCopies(proofs, "proof"), CERTIFICATE);
        return new Bindings(signatures(answer), () -> true, "https://login.example")
                .of(client, shown, Endpoint.TOKEN)
                .await()
                .indefinitely();
    }

    private static RegisteredClient client(boolean dpop, boolean certificate) {
        RegisteredClient plain = Fixtures.client(AuthMethod.none, "", GrantType.authorization_code);
        var proof = new ClientProof(null, null, null, null, null, null, null, null, dpop, certificate);
        return Fixtures.but(plain, proof);
    }

    private SignatureService signatures(SignatureService.Proving answer) {
        return new SignatureService() {
            @Override
            public Uni<Signature> sign(SignOrder order) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Uni<Reading> hint(IdTokenHint hint) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Uni<Proving> prove(ProofOrder order) {
                orders.add(order);
                return Uni.createFrom().item(answer);
            }
        };
    }
}
