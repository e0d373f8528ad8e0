package dev.gatehouse.common.certificate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCertificatesTest {
    /** Any bytes will do: the proxy has looked at the certificate. With a plus and a slash in base64. */
    private static final byte[] DER = new byte[] {(byte) 0xFB, (byte) 0xEF, (byte) 0xFF, 1, 2};

    private static final String HEADER = ":" + Base64.getEncoder().encodeToString(DER) + ":";
    private static final String PEM =
            "-----BEGIN CERTIFICATE-----\n" + Base64.getEncoder().encodeToString(DER) + "\n-----END CERTIFICATE-----\n";

    @Test
    void bothFormsAreRead() {
        assertArrayEquals(DER, ClientCertificates.read(HEADER).orElseThrow());
        // As nginx escapes it: the plus too; and as others do, who leave it.
        String escaped = URLEncoder.encode(PEM, StandardCharsets.UTF_8).replace("+", "%20");
        assertArrayEquals(DER, ClientCertificates.read(escaped).orElseThrow());
        assertArrayEquals(
                DER, ClientCertificates.read(escaped.replace("%2B", "+")).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "::",
                ":!:",
                "++//",
                ":AA",
                "(null)",
                "%",
                "%ZZ",
                "-----BEGIN%20CERTIFICATE-----",
                "-----BEGIN PRIVATE KEY-----%0AAAAA%0A-----END PRIVATE KEY-----"
            })
    void whatIsNoCertificateIsNone(String value) {
        assertEquals(Optional.empty(), ClientCertificates.read(value));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, true",
        "192.0.2.8, false",
        "198.51.100.255, true",
        "198.51.101.0, false",
        "2001:db8::1, true",
        "2001:db9::1, false",
        "::ffff:192.0.2.7, true",
        "proxy.example, false"
    })
    void aHeaderIsBelievedOfTheProxiesThatAreNamed(String peer, boolean believed) {
        var certificates =
                new ClientCertificates(config("Client-Cert", List.of("192.0.2.7", "198.51.100.0/24", "2001:db8::/32")));
        assertEquals(believed ? Thumbprint.of(DER) : null, certificates.thumbprint(name -> List.of(HEADER), peer));
    }

    @Test
    void oneHeaderOfThatNameCounts() {
        var certificates = new ClientCertificates(config("Client-Cert", List.of("192.0.2.7")));
        assertNull(certificates.thumbprint(name -> List.of(HEADER, HEADER), "192.0.2.7"));
        assertNull(certificates.thumbprint(name -> List.of(), "192.0.2.7"));
        assertNull(certificates.thumbprint(name -> List.of(HEADER), null));
        assertEquals(
                Thumbprint.of(DER),
                certificates.thumbprint(name -> name.equals("Client-Cert") ? List.of(HEADER) : List.of(), "192.0.2.7"));
    }

    @Test
    void withoutTheSettingNoHeaderCounts() {
        var certificates = new ClientCertificates(config(null, List.of("192.0.2.7")));
        assertNull(certificates.thumbprint(name -> List.of(HEADER), "192.0.2.7"));
    }

    @Test
    void besideTheHeadersACertificateIsBelievedOfTheSameProxies() {
        var certificates = new ClientCertificates(config(null, List.of("192.0.2.7")));
        assertEquals(Thumbprint.of(DER), certificates.thumbprintOf(HEADER, "192.0.2.7"));
        assertNull(certificates.thumbprintOf(HEADER, "192.0.2.8"));
        assertNull(certificates.thumbprintOf("", "192.0.2.7"));
        assertNull(certificates.thumbprintOf(null, "192.0.2.7"));
        assertNull(new ClientCertificates(config(null, List.of())).thumbprintOf(HEADER, "192.0.2.7"));
    }

    @Test
    void aSettingThatCannotMeanAnythingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ClientCertificates(config("Client-Cert", List.of())));
        for (String no : new String[] {"proxy.example", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/x", "/8"}) {
            assertThrows(IllegalArgumentException.class, () -> ClientCertificates.network(no), no);
        }
        assertEquals(true, ClientCertificates.network("0.0.0.0/0").matches(InetAddress.ofLiteral("203.0.113.9")));
    }

    private static CertificateConfig config(@Nullable String header, List<String> proxies) {
        return new CertificateConfig() {
            @Override
            public Optional<String> header() {
                return Optional.ofNullable(header);
            }

            @Override
            public Optional<List<String>> trustedProxies() {
                return Optional.of(proxies);
            }
        };
    }
}
