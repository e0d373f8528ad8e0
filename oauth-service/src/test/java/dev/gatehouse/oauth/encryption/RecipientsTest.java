package dev.gatehouse.oauth.encryption;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** To which of its keys a client is written. */
class RecipientsTest {
    private final List<PublicJsonWebKey> keys = new ArrayList<>();

    @Test
    void theOneThatIsForThisGoesFirst() throws JoseException {
        curve("a", null, null);
        curve("b", "sig", null);
        curve("c", "enc", null);
        assertEquals(Optional.of("c"), chosen("ECDH-ES"));
    }

    @Test
    void oneThatSaysNothingWillDo() throws JoseException {
        curve("a", "sig", null);
        curve("b", null, null);
        assertEquals(Optional.of("b"), chosen("ECDH-ES+A128KW"));
    }

    @Test
    void oneForAnotherAlgorithmWillNot() throws JoseException {
        curve("a", "enc", "ECDH-ES+A256KW");
        assertEquals(Optional.empty(), chosen("ECDH-ES"));
        assertEquals(Optional.of("a"), chosen("ECDH-ES+A256KW"));
    }

    @Test
    void oneOfAnotherKindWillNot() throws JoseException {
        curve("a", "enc", null);
        assertEquals(Optional.empty(), chosen("RSA-OAEP"));
        var rsa = RsaJwkGenerator.generateJwk(2048);
        rsa.setKeyId("b");
        keys.add(rsa);
        assertEquals(Optional.of("b"), chosen("RSA-OAEP"));
    }

    private void curve(String kid, @Nullable String use, @Nullable String alg) throws JoseException {
        var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(kid);
        key.setUse(use);
        key.setAlgorithm(alg);
        keys.add(key);
    }

    private Optional<String> chosen(String alg) {
        return Recipients.choose(keys, alg).map(PublicJsonWebKey::getKeyId);
    }
}
