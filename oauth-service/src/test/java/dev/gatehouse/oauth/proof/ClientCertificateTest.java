package dev.gatehouse.oauth.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.oauth.client.ClientProof;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whose certificate it is (RFC 8705, section 2). The files: an authority; the client's, from it; a server's of the same names,
 * from it; an impostor's of the same names, from itself.
 */
class ClientCertificateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dn | CN=app,O=Example,C=DE | true",
                "dn | cn=app, o=example, c=de | true",
                "dn | CN=app,O=Example | false",
                "dn | C=DE,O=Example,CN=app | false",
                "dn | no name | false",
                "dns | app.example | true",
                "dns | APP.example | true",
                "dns | www.app.example | false",
                "uri | https://app.example/id | true",
                "uri | https://app.example/ID | false",
                "ip | 2001:db8:0::1 | true",
                "ip | 2001:db8::2 | false",
                "ip | app.example | false",
                "email | ops@app.example | true",
                "email | dev@app.example | false",
            })
    void isKnownByItsName(String kind, String name, boolean named) {
        var proof = new ClientProof(
                null,
                null,
                null,
                of("dn", kind, name),
                of("dns", kind, name),
                of("uri", kind, name),
                of("ip", kind, name),
                of("email", kind, name),
                false,
                false);
        assertEquals(named, ClientCertificate.named(certificate("client"), proof));
    }

    @ParameterizedTest
    @CsvSource({"client, true", "server, false", "impostor, false"})
    void onlyWhomTheAuthorityHasNamedAsAClient(String file, boolean vouched) {
        assertEquals(vouched, authorities("authority").vouchFor(certificate(file)));
        assertFalse(new Authorities(config(null)).vouchFor(certificate(file)));
    }

    @Test
    void aFileWithoutAuthoritiesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Authorities(config(Path.of("/nowhere"))));
    }

    @Test
    void aKeyThatIsRegisteredIsEnough() throws Exception {
        var known =
                PublicJsonWebKey.Factory.newPublicJwk(certificate("impostor").getPublicKey());
        assertTrue(ClientCertificate.registered(certificate("impostor"), List.of(known)));
        assertFalse(ClientCertificate.registered(certificate("client"), List.of(known)));
        assertFalse(ClientCertificate.registered(certificate("client"), List.of()));
    }

    @ParameterizedTest
    @CsvSource({"''", "!", "AAAA"})
    void whatIsNoCertificateIsRefused(String text) {
        assertTrue(ClientCertificate.read(text).isEmpty());
    }

    private static @Nullable String of(String kind, String asked, String name) {
        return kind.equals(asked) ? name : null;
    }

    /** Read as it is read from a call. */
    private static X509Certificate certificate(String name) {
        try (InputStream in = Objects.requireNonNull(resource(name).openStream())) {
            var read = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return ClientCertificate.read(Base64.getEncoder().encodeToString(read.getEncoded()))
                    .orElseThrow();
        } catch (java.io.IOException | java.security.cert.CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static java.net.URL resource(String name) {
        return Objects.requireNonNull(ClientCertificateTest.class.getResource("/certificates/" + name + ".pem"));
    }

    private static Authorities authorities(String name) {
        return new Authorities(config(Path.of(resource(name).getPath())));
    }

    private static ProofConfig config(@Nullable Path file) {
        return new ProofConfig() {
            @Override
            public Duration assertionLifetime() {
                return Duration.ofMinutes(10);
            }

            @Override
            public Optional<Path> certificateAuthorities() {
                return Optional.ofNullable(file);
            }
        };
    }
}
