package dev.gatehouse.token.verify;

import dev.gatehouse.token.proof.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The call to the API, as its proxy tells it; pure.
 *
 * @param target empty where it is not plain which URI it has; only asked where there is a proof
 * @param proofs every DPoP header
 * @param certificate thumbprint of the one that the client has shown to the proxy, null where that is not known
 */
record OriginalCall(
        BrowserCall browser,
        Supplier<Optional<Target>> target,
        List<String> proofs,
        @Nullable String certificate) {
    /** Whatever tells all values of a header. */
    @FunctionalInterface
    interface Headers {
        List<String> all(String name);

        /** Each once; whoever sends several of one meaning has to mean the same. */
        default List<String> all(String one, String other) {
            return Stream.of(one, other)
                    .flatMap(name -> all(name).stream())
                    .distinct()
                    .toList();
        }
    }

    /**
     * Empty where it is not plain which method the call has: a proxy that tells the URI in a header asks with a method of its
     * own, such as nginx with GET, and has to name that of the call.
     *
     * @param method of the call to {@code /verify}
     * @param uri of the original call where the path of that to {@code /verify} has it, else null
     */
    static Optional<OriginalCall> read(
            String method, String own, @Nullable String uri, @Nullable String certificate, Headers headers) {
        // The second ones are nginx' ingress'.
        List<String> named = headers.all("X-Forwarded-Method", "X-Original-Method");
        if (uri == null
                && named.isEmpty()
                && !headers.all("X-Forwarded-Uri", "X-Original-Uri").isEmpty()) {
            return Optional.empty();
        }
        return BrowserCall.read(
                        method,
                        named,
                        headers.all("X-CSRF-Token"),
                        headers.all("Origin"),
                        headers.all("Sec-Fetch-Site"))
                .map(browser -> new OriginalCall(
                        browser, () -> target(browser.method(), own, uri, headers), headers.all("DPoP"), certificate));
    }

    private static Optional<Target> target(String method, String own, @Nullable String uri, Headers headers) {
        List<String> uris = uri == null ? headers.all("X-Forwarded-Uri", "X-Original-Uri") : List.of(uri);
        List<String> schemes = headers.all("X-Forwarded-Proto");
        List<String> hosts = headers.all(headers.all("X-Forwarded-Host").isEmpty() ? "Host" : "X-Forwarded-Host");
        if (uris.size() > 1 || schemes.size() > 1 || hosts.size() != 1) {
            return Optional.empty();
        }
        String path = uris.isEmpty() ? own : uris.getFirst();
        int end = path.indexOf('?');
        return path.startsWith("/")
                ? Target.of(
                        method,
                        (schemes.isEmpty() ? "http" : schemes.getFirst())
                                + "://"
                                + hosts.getFirst()
                                + (end < 0 ? path : path.substring(0, end)))
                : Optional.empty();
    }
}
