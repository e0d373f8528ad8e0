package dev.gatehouse.oauth.client;

import java.util.List;
import java.util.Optional;

/** Resources that tokens are for (RFC 8707, section 2), which a client may ask for; pure. */
public final class Resources {
    /** The parameter, which may come more than once. */
    public static final String PARAMETER = "resource";

    private Resources() {}

    /** Why there are no tokens for what is {@code asked}, for the description of {@code invalid_target}; empty where there are. */
    public static Optional<String> refusal(List<String> asked, List<String> allowed) {
        return allowed.containsAll(asked)
                ? Optional.empty()
                : Optional.of("a resource is none of those that the client may ask for");
    }
}
