package dev.gatehouse.common.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What names a resource that tokens are for (RFC 8707, section 2), compared character by character; pure. */
public final class ResourceIndicator {
    /** Characters of all resources of one token, or of one client, together. */
    public static final int LONGEST_TOGETHER = 1024;

    /** The scheme of names of our own, such as the audience of the JWT that {@code /verify} hands on: no token is for these. */
    private static final String OURS = "gatehouse";

    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]+");

    private ResourceIndicator() {}

    /** Why {@code text} names none, to follow its name; empty where it does. */
    public static Optional<String> objection(String text) {
        if (!PRINTABLE.matcher(text).matches()) {
            return Optional.of("must be printable ASCII without spaces");
        }
        try {
            URI uri = new URI(text);
            if (!uri.isAbsolute()) {
                return Optional.of("must be absolute");
            }
            if (OURS.equalsIgnoreCase(uri.getScheme())) {
                return Optional.of("must not begin with gatehouse:, which is for Gatehouse itself");
            }
            return uri.getRawFragment() == null ? Optional.empty() : Optional.of("must not have a fragment");
        } catch (URISyntaxException e) {
            return Optional.of("is not a URI");
        }
    }
}
