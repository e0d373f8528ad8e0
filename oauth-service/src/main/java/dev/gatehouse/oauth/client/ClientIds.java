package dev.gatehouse.oauth.client;

import dev.gatehouse.common.peer.TokenService;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the id of a client can look like; anything else is not looked up. Pure. */
public final class ClientIds {
    /** Also of addresses. */
    public static final int LONGEST = 512;

    private static final Pattern GENERATED = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]+");
    private static final String HTTPS = "https://";

    private ClientIds() {}

    /** Never of what first-party tokens have in place of a client. */
    public static boolean plausible(String clientId) {
        return (GENERATED.matcher(clientId).matches() && !clientId.equals(TokenService.FIRST_PARTY))
                || document(clientId);
    }

    /**
     * Whether it is the address of a document that describes the client (draft-ietf-oauth-client-id-metadata-document,
     * section 3): https, with a host and a path, without user information, fragment and dot segments, in one spelling.
     */
    public static boolean document(String clientId) {
        if (!clientId.startsWith(HTTPS)
                || clientId.length() > LONGEST
                || !PRINTABLE.matcher(clientId).matches()) {
            return false;
        }
        try {
            var uri = new URI(clientId);
            String host = uri.getHost();
            String path = uri.getRawPath();
            return host != null
                    && host.equals(host.toLowerCase(Locale.ROOT))
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && path != null
                    && path.startsWith("/")
                    && Arrays.stream(path.split("/", -1)).noneMatch(ClientIds::dots);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean dots(String segment) {
        String plain = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
        return plain.equals(".") || plain.equals("..");
    }
}
