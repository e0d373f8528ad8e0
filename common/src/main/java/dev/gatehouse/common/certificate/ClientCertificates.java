package dev.gatehouse.common.certificate;

import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that a client has shown to a proxy (RFC 8705), as the proxy tells it in a header: believed of the proxies
 * that are named alone, for whoever else reaches us can write any header. Never blocks.
 */
@Singleton
public class ClientCertificates {
    private static final int LONGEST = 12 * 1024;
    /** A byte sequence (RFC 8941, section 3.3.5), as of RFC 9440, section 2.2. */
    private static final Pattern BYTES = Pattern.compile(":([A-Za-z0-9+/]+=*):");

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----\\s([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----\\s*");

    private final Optional<String> header;
    private final List<CidrAddress> proxies;

    ClientCertificates(CertificateConfig config) {
        header = config.header();
        proxies = config.trustedProxies().orElse(List.of()).stream()
                .map(ClientCertificates::network)
                .toList();
        if (header.isPresent() && proxies.isEmpty()) {
            throw new IllegalArgumentException(
                    "gatehouse.certificate.header is believed of gatehouse.certificate.trusted-proxies, which are missing");
        }
    }

    /** Whether any is: a proxy is named, and the header in which it tells them. */
    public boolean believed() {
        return header.isPresent();
    }

    /**
     * {@code x5t#S256} of the certificate; null where there is none that can be believed.
     *
     * @param headers all values of a header
     * @param peer the address that the connection comes from, whatever the call says of whom it is forwarded for
     */
    public @Nullable String thumbprint(Function<String, List<String>> headers, @Nullable String peer) {
        return of(headers, peer).map(Thumbprint::of).orElse(null);
    }

    /**
     * As {@link #thumbprint(Function, String)}, where a proxy tells the certificate beside the headers of the call, in a place
     * that no caller can write to: no setting has to name it.
     */
    public @Nullable String thumbprintOf(@Nullable String told, @Nullable String peer) {
        return told == null || peer == null || !trusted(peer)
                ? null
                : read(told).map(Thumbprint::of).orElse(null);
    }

    /** The same certificate whole, as DER, which nobody here has looked into: the proxy has. */
    public Optional<byte[]> of(Function<String, List<String>> headers, @Nullable String peer) {
        if (header.isEmpty() || peer == null || !trusted(peer)) {
            return Optional.empty();
        }
        List<String> values = headers.apply(header.get());
        return values.size() == 1 ? read(values.getFirst()) : Optional.empty();
    }

    /** @throws IllegalArgumentException where {@code text} is no address, nor one with the number of bits after a slash */
    static CidrAddress network(String text) {
        String alone = text.contains(":") ? "/128" : "/32";
        CidrAddress network = Inet.parseCidrAddress(text.contains("/") ? text : text + alone);
        if (network == null) {
            throw new IllegalArgumentException(text + " is no network");
        }
        return network;
    }

    private boolean trusted(String peer) {
        try {
            InetAddress address = InetAddress.ofLiteral(peer);
            return proxies.stream().anyMatch(range -> range.matches(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The DER of a certificate: a byte sequence, or PEM in percent-encoding, as nginx' $ssl_client_escaped_cert is. */
    static Optional<byte[]> read(String value) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Matcher bytes = BYTES.matcher(value.strip());
            if (bytes.matches()) {
                return Optional.of(Base64.getDecoder().decode(bytes.group(1)));
            }
            // A plus is a plus.
            Matcher pem = PEM.matcher(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
            return pem.matches() ? Optional.of(Base64.getMimeDecoder().decode(pem.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
