package dev.gatehouse.token.proof;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * The call that a proof has to be for, its URI in one spelling and without query and fragment (RFC 9449, section 4.3;
 * RFC 3986, sections 6.2.2 and 6.2.3); pure.
 */
public record Target(String method, String uri) {
    private static final int LONGEST = 8 * 1024;

    /** Empty where {@code uri} is no absolute one that a call can have. */
    public static Optional<Target> of(String method, String uri) {
        return normal(uri).map(normal -> new Target(method, normal));
    }

    static Optional<String> normal(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        int standard = switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            default -> 0;
        };
        if (standard == 0 || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String port = uri.getPort() < 0 || uri.getPort() == standard ? "" : ":" + uri.getPort();
        String path = uri.getRawPath().isEmpty() ? "/" : spelled(uri.getRawPath());
        return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path);
    }

    /** Of what is percent-encoded, upper case is one spelling, and unreserved characters are not encoded. */
    private static String spelled(String path) {
        var spelled = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char each = path.charAt(i);
            if (each != '%') {
                spelled.append(each);
                continue;
            }
            // The parser has seen to it that two digits follow.
            int value = Integer.parseInt(path, i + 1, i + 3, 16);
            if (unreserved(value)) {
                spelled.append((char) value);
            } else {
                spelled.append(String.format("%%%02X", value));
            }
            i += 2;
        }
        return spelled.toString();
    }

    private static boolean unreserved(int value) {
        return (value >= 'a' && value <= 'z')
                || (value >= 'A' && value <= 'Z')
                || (value >= '0' && value <= '9')
                || value == '-'
                || value == '.'
                || value == '_'
                || value == '~';
    }
}
