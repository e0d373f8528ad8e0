package dev.gatehouse.identity.page;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Tells forms that our own pages sent from those of foreign ones, by the headers that browsers set. */
@Singleton
public class FormOrigin {
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    private final String own;

    FormOrigin(@ConfigProperty(name = "gatehouse.issuer") String issuer) {
        URI uri = URI.create(issuer);
        own = uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /**
     * Whether Origin (RFC 6454, section 7) and Sec-Fetch-Site, where they are there, name our own pages. A page that
     * lets no referrer out has {@code null} for its origin: then the browser has to say that it is ours.
     */
    public boolean admits(@Nullable String origin, @Nullable String fetchSite) {
        if (fetchSite != null && !OWN_SITES.contains(fetchSite)) {
            return false;
        }
        return origin == null
                || origin.equalsIgnoreCase(own)
                || (origin.equals("null") && "same-origin".equals(fetchSite));
    }
}
