package dev.gatehouse.common.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Tells our own pages from foreign ones by the headers that browsers set. */
@ApplicationScoped
public class Origins {
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    private final String own;

    public Origins(@ConfigProperty(name = "gatehouse.issuer") String issuer) {
        own = serialized(URI.create(issuer));
    }

    /** As browsers write it (RFC 6454, section 6.2): in lower case, and without the port where that goes by itself. */
    static String serialized(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String authority = uri.getRawAuthority().toLowerCase(Locale.ROOT);
        String standard = scheme.equals("https") ? ":443" : ":80";
        return scheme
                + "://"
                + (authority.endsWith(standard)
                        ? authority.substring(0, authority.length() - standard.length())
                        : authority);
    }

    /** Whether an Origin header (RFC 6454, section 7), where there is one, names the issuer's origin. */
    public boolean admits(@Nullable String origin) {
        return origin == null || origin.equalsIgnoreCase(own);
    }

    /**
     * As {@link #admits(String)}, and Sec-Fetch-Site, where there is one, says that our own page or the user asks. A page
     * that lets no referrer out has {@code null} for its origin: then the browser has to say that it is ours.
     */
    public boolean admits(@Nullable String origin, @Nullable String fetchSite) {
        if ("null".equals(origin)) {
            return "same-origin".equals(fetchSite);
        }
        return admits(origin) && (fetchSite == null || OWN_SITES.contains(fetchSite));
    }
}
