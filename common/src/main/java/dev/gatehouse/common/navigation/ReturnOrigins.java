package dev.gatehouse.common.navigation;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a sign-in may lead back to: as {@link ReturnTo}, and to addresses of the origins that are registered for it. */
@Startup
@Singleton
public class ReturnOrigins {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private final Set<String> registered;

    /** @throws IllegalArgumentException where one of them is no origin, or could be listened to on the way */
    public ReturnOrigins(ReturnConfig config) {
        registered = config.returnOrigins().orElse(List.of()).stream()
                .map(ReturnOrigins::checked)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@code asked} where it is safe, else {@link ReturnTo#FALLBACK}. */
    public String safe(@Nullable String asked) {
        return asked != null && (ReturnTo.own(asked) || known(asked)) ? asked : ReturnTo.FALLBACK;
    }

    private boolean known(String asked) {
        return ReturnTo.read(asked)
                .filter(uri -> uri.getHost() != null && uri.getRawUserInfo() == null && !uri.isOpaque())
                .filter(uri -> uri.getPath().isEmpty() || ReturnTo.plain(uri.getPath()))
                .filter(uri -> uri.getRawAuthority().equalsIgnoreCase(authority(uri)))
                .map(ReturnOrigins::serialized)
                .filter(registered::contains)
                .isPresent();
    }

    private static String checked(String origin) {
        URI uri = URI.create(origin.strip());
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean bare = uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && Set.of("", "/").contains(uri.getRawPath());
        boolean safe = scheme.equals("https") || (scheme.equals("http") && THIS_MACHINE.contains(uri.getHost()));
        if (!bare || !safe) {
            throw new IllegalArgumentException(
                    "gatehouse.navigation.return-origins: not https://host[:port]: " + origin);
        }
        return serialized(uri);
    }

    /** RFC 6454, section 6.2. */
    private static String serialized(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == standard ? "" : ":" + uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }

    private static String authority(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
