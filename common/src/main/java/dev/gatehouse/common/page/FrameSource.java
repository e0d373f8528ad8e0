package dev.gatehouse.common.page;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a page has to say of an address so that browsers open it in a frame there (CSP Level 3, section 2.3.1); pure. */
public final class FrameSource {
    /** No address of IPv6, for one: a policy cannot name it. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");

    private FrameSource() {}

    /** The origin of {@code address}, as browsers write it; empty where no policy can have it. */
    public static Optional<String> of(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        boolean named = (scheme.equals("https") || scheme.equals("http"))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && HOST.matcher(host).matches();
        return named ? Optional.of(Origins.serialized(uri)) : Optional.empty();
    }
}
