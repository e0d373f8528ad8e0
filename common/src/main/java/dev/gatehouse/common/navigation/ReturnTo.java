package dev.gatehouse.common.navigation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a sign-in may lead back to: a path of our own origin, and nothing that any browser could read as another. */
public final class ReturnTo {
    /** The page of someone who is signed in and goes nowhere. */
    public static final String FALLBACK = "/login/welcome";

    private static final int LONGEST = 4096;
    /** Printable ASCII without what browsers turn into slashes, drop, or show amiss: backslash, quotes, angle brackets. */
    private static final Pattern PLAIN =
            Pattern.compile("/(?!/)[\\x21\\x23-\\x26\\x28-\\x3B\\x3D\\x3F-\\x5B\\x5D-\\x7E]*");

    private ReturnTo() {}

    /** {@code asked} where it is safe, else the welcome page. */
    public static String safe(@Nullable String asked) {
        if (asked == null || asked.length() > LONGEST || !PLAIN.matcher(asked).matches()) {
            return FALLBACK;
        }
        try {
            URI uri = new URI(asked);
            String path = uri.getPath();
            boolean own = uri.getScheme() == null && uri.getRawAuthority() == null && path != null;
            // As decoded: dots may fold into a leading double slash or climb out; percent-encoded slashes may be
            // decoded on the
            // way.
            return own && path.startsWith("/") && !path.contains("//") && path.indexOf('\\') < 0 && !path.contains("..")
                    ? asked
                    : FALLBACK;
        } catch (URISyntaxException e) {
            return FALLBACK;
        }
    }
}
