package dev.gatehouse.common.certificate;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Certificates of clients, as a proxy tells them. */
@ConfigMapping(prefix = "gatehouse.certificate")
public interface CertificateConfig {
    /**
     * The header in which a proxy tells the certificate of its client, such as Client-Cert (RFC 9440): as a byte sequence, or
     * as PEM in percent-encoding; the proxy has to drop it from what comes to it. Without this setting no header is
     * believed.
     */
    Optional<String> header();

    /** Addresses of the proxies that are believed, or networks of them, such as 10.0.0.0/8. */
    Optional<List<String>> trustedProxies();
}
