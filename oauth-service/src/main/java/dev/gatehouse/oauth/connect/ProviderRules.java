package dev.gatehouse.oauth.connect;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which providers can be registered; pure. */
final class ProviderRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    /** Has a path of its own under {@code /connect}. */
    private static final String RESERVED = "providers";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private ProviderRules() {}

    static boolean plausibleName(String name) {
        return NAME.matcher(name).matches() && !name.equals(RESERVED);
    }

    /** What is wrong with an issuer (OpenID Connect Discovery, section 3); http is for the loopback interface alone. */
    static Optional<String> objectionToIssuer(String issuer) {
        try {
            URI uri = new URI(issuer);
            boolean plain = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            boolean secure = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
            return plain && secure
                    ? Optional.empty()
                    : Optional.of("must be an https address without query, fragment and user information");
        } catch (URISyntaxException e) {
            return Optional.of("is not a URI");
        }
    }
}
