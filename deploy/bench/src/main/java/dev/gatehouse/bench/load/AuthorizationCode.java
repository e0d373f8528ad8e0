package dev.gatehouse.bench.load;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The code that a server sends a browser back with (RFC 6749, section 4.1.2). */
public final class AuthorizationCode {
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&#]+)");

    private AuthorizationCode() {}

    /** @param location null where the answer has none */
    public static Optional<String> in(@Nullable String location) {
        return CODE.matcher(location == null ? "" : location)
                .results()
                .map(code -> URLDecoder.decode(code.group(1), StandardCharsets.UTF_8))
                .findFirst();
    }
}
