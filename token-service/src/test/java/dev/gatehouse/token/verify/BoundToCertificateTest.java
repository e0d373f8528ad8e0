package dev.gatehouse.token.verify;

import static io.restassured.RestAssured.given;

import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.mint.Minter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Access tokens that are bound to a client's certificate (RFC 8705, section 3), which a proxy tells of. */
@QuarkusTest
@TestProfile(BoundToCertificateTest.Trusted.class)
class BoundToCertificateTest {
    static final String CERTIFICATE = "what the proxy has looked at";

    /** The proxy is this very machine. */
    public static class Trusted implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gatehouse.certificate.header", "Client-Cert",
                    "gatehouse.certificate.trusted-proxies", "127.0.0.1,::1");
        }
    }

    private final Minter minter;

    @Inject
    BoundToCertificateTest(Minter minter) {
        this.minter = minter;
    }

    @Test
    void theTokenCountsWithItsCertificateAlone() {
        String token = token(minter);
        verify(token, CERTIFICATE, "203.0.113.9", 200);
        verify(token, "another", "203.0.113.9", 401);
        given().header("Authorization", "Bearer " + token).get("/verify").then().statusCode(401);
    }

    static void verify(String token, String certificate, String forwardedFor, int status) {
        given().header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", forwardedFor)
                .header("Client-Cert", ":" + Base64.getEncoder().encodeToString(bytes(certificate)) + ":")
                .get("/verify")
                .then()
                .statusCode(status);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String token(Minter minter) {
        try {
            String thumbprint = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes(CERTIFICATE)));
            var terms = new Terms(null, null, null, null, new Confirmation(null, thumbprint), null);
            return minter.mint(new Mint("app", null, "app", Scope.of("a"), null, null, null, Format.jwt, false, null)
                            .on(terms))
                    .await()
                    .indefinitely()
                    .accessToken();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
