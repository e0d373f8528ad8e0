package dev.gatehouse.oauth.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which redirect URIs a client may register (RFC 9700, section 2.1; RFC 8252, section 7). */
public final class RedirectUris {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern PRIVATE_USE = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]+");

    private RedirectUris() {}

    /** What is wrong with {@code text}; empty where a client may register it. */
    public static Optional<String> objection(String text) {
        if (!PRINTABLE.matcher(text).matches()) {
            return Optional.of("must be printable ASCII without spaces");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("is not a URI");
        }
        if (uri.getScheme() == null) {
            return Optional.of("must be absolute");
        }
        if (text.indexOf('#') >= 0) {
            return Optional.of("must not have a fragment");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("must not have user information");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "https" -> uri.getHost() == null ? Optional.of("must have a host") : Optional.empty();
            case "http" ->
                uri.getHost() != null && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT))
                        ? Optional.empty()
                        : Optional.of("must be https, unless the host is the loopback interface");
            default ->
                PRIVATE_USE.matcher(scheme).matches()
                        ? Optional.empty()
                        : Optional.of("must be https, http on the loopback interface, or a reversed domain name");
        };
    }
}
