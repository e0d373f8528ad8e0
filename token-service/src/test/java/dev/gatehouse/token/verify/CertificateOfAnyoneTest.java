package dev.gatehouse.token.verify;

import dev.gatehouse.token.mint.Minter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A certificate that somebody tells of who is not the proxy. */
@QuarkusTest
@TestProfile(CertificateOfAnyoneTest.Elsewhere.class)
class CertificateOfAnyoneTest {
    /** The proxy has another address than this machine. */
    public static class Elsewhere implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gatehouse.certificate.header", "Client-Cert",
                    "gatehouse.certificate.trusted-proxies", "192.0.2.7");
        }
    }

    private final Minter minter;

    @Inject
    CertificateOfAnyoneTest(Minter minter) {
        this.minter = minter;
    }

    @Test
    void itIsNotBelievedThoughItSaysThatItIsForwardedForTheProxy() {
        BoundToCertificateTest.verify(
                BoundToCertificateTest.token(minter), BoundToCertificateTest.CERTIFICATE, "192.0.2.7", 401);
    }
}
