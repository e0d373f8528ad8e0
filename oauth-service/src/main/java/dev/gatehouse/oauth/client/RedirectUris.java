package dev.gatehouse.oauth.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which redirect URIs a client may register (RFC 9700, section 2.1; RFC 8252, section 7). */
public final class RedirectUris {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern PRIVATE_USE = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]+");

    private static final Pattern ON_LOOPBACK = Pattern.compile(
            "http://(?<host>localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?(?<rest>|[/?][\\x21-\\x7E]*)");

    /** What authorization responses have (RFC 6749, section 4.1.2; RFC 9207; JARM): it would be there twice. */
    private static final Set<String> OURS =
            Set.of("code", "state", "iss", "error", "error_description", "error_uri", "response", "session_state");

    private RedirectUris() {}

    /**
     * Whether it is one of the client's, character by character (RFC 9700, section 2.1). Of a client that is installed where
     * its user is, ports of the loopback interface are free, for it takes whichever it gets (RFC 8252, section 7.3).
     */
    public static boolean registered(String asked, RegisteredClient client) {
        return client.redirectUris().contains(asked)
                || (client.requests().installed() && onLoopback(asked, client.redirectUris()));
    }

    private static boolean onLoopback(String asked, List<String> registered) {
        Matcher here = ON_LOOPBACK.matcher(asked);
        return here.matches()
                && registered.stream()
                        .map(ON_LOOPBACK::matcher)
                        .anyMatch(one -> one.matches()
                                && one.group("host").equals(here.group("host"))
                                && one.group("rest").equals(here.group("rest")));
    }

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
        if (ours(uri.getRawQuery())) {
            return Optional.of("must not have parameters of authorization responses in its query");
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

    private static boolean ours(@Nullable String query) {
        return query != null
                && Arrays.stream(query.split("&", -1))
                        .map(pair -> URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8))
                        .anyMatch(OURS::contains);
    }
}
