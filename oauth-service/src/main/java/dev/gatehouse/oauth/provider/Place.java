package dev.gatehouse.oauth.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the issuer of a kind of provider depends on; pure.
 *
 * @param member of a registration
 * @param ordinary what it is where that does not say; null where it has to
 */
record Place(String member, Form form, @Nullable String ordinary) {
    private static final int LONGEST = 1000;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern TENANT = Pattern.compile("common|organizations|consumers|" + Issuers.TENANT_ID);
    private static final Pattern REALM = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,254}");

    enum Form {
        ADDRESS,
        /** Of Microsoft: an id, or a word for several. */
        TENANT,
        /** Of Keycloak. */
        REALM
    }

    static Place required(String member, Form form) {
        return new Place(member, form, null);
    }

    static Place optional(String member, Form form, String ordinary) {
        return new Place(member, form, ordinary);
    }

    /** What is wrong with {@code text} there. */
    Optional<String> objection(String text) {
        return switch (form) {
            case ADDRESS -> objectionToAddress(text);
            case TENANT ->
                TENANT.matcher(text).matches()
                        ? Optional.empty()
                        : Optional.of("must be a tenant's id, common, organizations or consumers");
            case REALM ->
                REALM.matcher(text).matches()
                        ? Optional.empty()
                        : Optional.of("must be letters, digits and .-_~, up to 255");
        };
    }

    /**
     * What is wrong with an address of a provider (OpenID Connect Discovery, section 3, of issuers); http is for the loopback
     * interface alone.
     */
    static Optional<String> objectionToAddress(String address) {
        try {
            URI uri = new URI(address);
            boolean plain = uri.getHost() != null
                    && address.length() <= LONGEST
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
