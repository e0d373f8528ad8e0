package dev.gatehouse.oauth.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Resources that tokens are for (RFC 8707, section 2), compared character by character; pure. */
public final class Resources {
    /** The parameter, which may come more than once. */
    public static final String PARAMETER = "resource";

    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]+");

    private Resources() {}

    /** What is wrong with {@code text}; empty where a client may register it. */
    static Optional<String> objection(String text) {
        if (!PRINTABLE.matcher(text).matches()) {
            return Optional.of("must be printable ASCII without spaces");
        }
        try {
            URI uri = new URI(text);
            if (!uri.isAbsolute()) {
                return Optional.of("must be absolute");
            }
            return uri.getRawFragment() == null ? Optional.empty() : Optional.of("must not have a fragment");
        } catch (URISyntaxException e) {
            return Optional.of("is not a URI");
        }
    }

    /** Why there are no tokens for what is {@code asked}, for the description of {@code invalid_target}; empty where there are. */
    public static Optional<String> refusal(List<String> asked, List<String> allowed) {
        return allowed.containsAll(asked)
                ? Optional.empty()
                : Optional.of("a resource is none of those that the client may ask for");
    }
}
