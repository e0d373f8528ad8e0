package dev.gatehouse.oauth.proof;

import dev.gatehouse.oauth.client.ClientProof;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import javax.security.auth.x500.X500Principal;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;

/** Whether a certificate is a client's (RFC 8705, section 2); pure. That its holder has the key, the proxy has seen. */
final class ClientCertificate {
    // Kinds of names (RFC 5280, section 4.2.1.6).
    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

    private ClientCertificate() {}

    /** @param base64 of DER */
    static Optional<X509Certificate> read(String base64) {
        try {
            var bytes = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
            return Optional.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes));
        } catch (CertificateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it has the one name that is registered (section 2.1.2). Who has given it that name is another question. */
    static boolean named(X509Certificate certificate, ClientProof proof) {
        String subject = proof.tlsClientAuthSubjectDn();
        if (subject != null) {
            return same(subject, certificate.getSubjectX500Principal());
        }
        return has(certificate, DNS, proof.tlsClientAuthSanDns(), String::equalsIgnoreCase)
                || has(certificate, URI, proof.tlsClientAuthSanUri(), String::equals)
                || has(certificate, IP, proof.tlsClientAuthSanIp(), ClientCertificate::sameAddress)
                || has(certificate, EMAIL, proof.tlsClientAuthSanEmail(), String::equals);
    }

    /** Whether its key is one that the client has registered, as section 2.2 has it by certificates. */
    static boolean registered(X509Certificate certificate, List<PublicJsonWebKey> keys) {
        byte[] shown = certificate.getPublicKey().getEncoded();
        return shown != null
                && keys.stream()
                        .anyMatch(key -> Arrays.equals(shown, key.getPublicKey().getEncoded()));
    }

    private static boolean same(String name, X500Principal subject) {
        try {
            return new X500Principal(name).equals(subject);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean has(
            X509Certificate certificate, int kind, @Nullable String name, BiPredicate<String, String> same) {
        if (name == null) {
            return false;
        }
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .anyMatch(each -> each.get(0).equals(kind)
                                    && each.get(1) instanceof String value
                                    && same.test(name, value));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static boolean sameAddress(String one, String other) {
        try {
            return InetAddress.ofLiteral(one).equals(InetAddress.ofLiteral(other));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
