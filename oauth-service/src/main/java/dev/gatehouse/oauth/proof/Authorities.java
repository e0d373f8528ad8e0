package dev.gatehouse.oauth.proof;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Those whose certificates name clients (RFC 8705, section 2.1). */
@Singleton
class Authorities {
    private static final String FOR_CLIENTS = "1.3.6.1.5.5.7.3.2";
    private static final String FOR_ANYTHING = "2.5.29.37.0";
    private final Set<TrustAnchor> anchors;

    /** @throws IllegalArgumentException where the file cannot be read, or has no certificate */
    Authorities(ProofConfig config) {
        anchors = config.certificateAuthorities().map(Authorities::read).orElse(Set.of());
    }

    boolean any() {
        return !anchors.isEmpty();
    }

    /** Whether one of them has issued {@code certificate}, it is good now, and may be a client's. */
    boolean vouchFor(X509Certificate certificate) {
        if (anchors.isEmpty() || !forClients(certificate)) {
            return false;
        }
        try {
            var parameters = new PKIXParameters(anchors);
            // Whoever revokes a certificate has the proxy know of it.
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean forClients(X509Certificate certificate) {
        try {
            List<String> uses = certificate.getExtendedKeyUsage();
            return uses == null || uses.contains(FOR_CLIENTS) || uses.contains(FOR_ANYTHING);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static Set<TrustAnchor> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Set<TrustAnchor> anchors = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(each -> new TrustAnchor((X509Certificate) each, null))
                    .collect(Collectors.toUnmodifiableSet());
            if (anchors.isEmpty()) {
                throw new IllegalArgumentException(file + " has no certificate");
            }
            return anchors;
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException(
                    "gatehouse.oauth.proof.certificate-authorities: " + file + " cannot be read", e);
        }
    }
}
