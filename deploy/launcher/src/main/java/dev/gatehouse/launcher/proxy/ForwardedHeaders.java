package dev.gatehouse.launcher.proxy;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** What a service hears of the caller comes from the proxy; what the caller says of itself there is dropped. */
final class ForwardedHeaders {
    /** The original call, as a proxy in front of an API tells {@code /verify}. */
    private static final List<String> OF_THE_ORIGINAL_CALL = List.of("x-forwarded-method", "x-forwarded-uri");

    private ForwardedHeaders() {}

    /** @param origin the public one, whatever Host the caller sent */
    static void replace(MultiMap headers, URI origin, String path, String callerAddress) {
        for (String name : List.copyOf(headers.names())) {
            if (claimed(name.toLowerCase(Locale.ROOT), path)) {
                headers.remove(name);
            }
        }
        headers.set("X-Forwarded-For", callerAddress);
        headers.set("X-Forwarded-Proto", origin.getScheme());
        headers.set("X-Forwarded-Host", origin.getAuthority());
    }

    private static boolean claimed(String name, String path) {
        if (path.equals("/verify") && OF_THE_ORIGINAL_CALL.contains(name)) {
            return false;
        }
        return name.startsWith("x-forwarded-")
                || name.startsWith("x-auth-")
                || name.equals("forwarded")
                || name.equals("x-real-ip")
                // The proxy has answered that itself.
                || name.equals("expect");
    }
}
