package dev.gatehouse.common.problem;

import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where Gatehouse's own API says who gives tokens for it, so that a client that was turned away finds out (RFC 9728, section 5.1). */
@Singleton
public class ResourceMetadata {
    private static final String PATH = "/.well-known/oauth-protected-resource";
    private static final List<String> SCHEMES = List.of("bearer ", "dpop ");
    private final String parameter;

    ResourceMetadata(@ConfigProperty(name = "gatehouse.issuer") String issuer) {
        parameter = "resource_metadata=\"" + issuer + PATH + "\"";
    }

    /** {@code challenge}, which says so where it is one for tokens. */
    public String namedIn(String challenge) {
        boolean tokens =
                SCHEMES.stream().anyMatch(scheme -> challenge.regionMatches(true, 0, scheme, 0, scheme.length()));
        return tokens ? challenge + ", " + parameter : challenge;
    }
}
