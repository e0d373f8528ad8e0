package dev.gatehouse.launcher.proxy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which service a public path leads to. The Helm charts have the same table, and a test compares them. */
public record Route(String prefix, Upstream upstream) {
    /** What is not listed is not public. */
    private static final List<Route> TABLE = List.of(
                    new Route("/users", Upstream.IDENTITY),
                    new Route("/account", Upstream.IDENTITY),
                    new Route("/account/devices", Upstream.SESSION),
                    new Route("/account/applications", Upstream.OAUTH),
                    new Route("/register", Upstream.IDENTITY),
                    new Route("/recovery", Upstream.IDENTITY),
                    new Route("/scim/v2", Upstream.IDENTITY),
                    new Route("/groups", Upstream.IDENTITY),
                    new Route("/roles", Upstream.IDENTITY),
                    new Route("/tokens", Upstream.TOKEN),
                    new Route("/verify", Upstream.TOKEN),
                    new Route("/revocations", Upstream.TOKEN),
                    new Route("/oauth2/introspect", Upstream.TOKEN),
                    new Route("/oauth2/revoke", Upstream.TOKEN),
                    new Route("/.well-known/jwks.json", Upstream.TOKEN),
                    new Route("/login", Upstream.SESSION),
                    new Route("/logout", Upstream.SESSION),
                    new Route("/sessions", Upstream.SESSION),
                    new Route("/oauth2", Upstream.OAUTH),
                    new Route("/clients", Upstream.OAUTH),
                    new Route("/consents", Upstream.OAUTH),
                    new Route("/connect", Upstream.OAUTH),
                    new Route("/.well-known/openid-configuration", Upstream.OAUTH),
                    new Route("/.well-known/oauth-authorization-server", Upstream.OAUTH),
                    new Route("/.well-known/oauth-protected-resource", Upstream.OAUTH))
            .stream()
            .sorted(Comparator.comparingInt((Route route) -> route.prefix().length())
                    .reversed())
            .toList();

    /** The four services, in the order of their ports. */
    public enum Upstream {
        IDENTITY,
        TOKEN,
        SESSION,
        OAUTH
    }

    /** All that is public, the longest prefixes first. */
    public static List<Route> table() {
        return TABLE;
    }

    /** The service for {@code path}: the longest prefix of whole segments counts. */
    public static Optional<Upstream> of(String path) {
        return TABLE.stream()
                .filter(route -> path.equals(route.prefix) || path.startsWith(route.prefix + "/"))
                .map(Route::upstream)
                .findFirst();
    }
}
