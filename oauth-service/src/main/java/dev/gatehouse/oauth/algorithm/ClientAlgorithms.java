package dev.gatehouse.oauth.algorithm;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What clients may sign with (RFC 7518, section 3.1; RFC 8037, section 3.1), each sorted; pure. */
public final class ClientAlgorithms {
    /** A key of their own. */
    public static final Set<String> OF_KEYS = sorted("ES256", "EdDSA", "PS256", "RS256");

    /** The same for what FAPI 2.0 admits (Security Profile, section 5.4.1), which is what such clients are told with, too. */
    public static final Set<String> OF_FAPI = sorted("ES256", "EdDSA", "PS256");

    /** Their secret. */
    public static final Set<String> OF_SECRETS = Set.of("HS256");

    /** Nothing: what is not signed says so. */
    public static final String NONE = "none";

    private ClientAlgorithms() {}

    private static Set<String> sorted(String... names) {
        return Collections.unmodifiableSet(new TreeSet<>(List.of(names)));
    }
}
