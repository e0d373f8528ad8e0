package dev.gatehouse.oauth.discovery;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How Gatehouse's own API is called: by tokens that Gatehouse gives, as it says of itself as their server; pure. */
final class ProtectedApi {
    /** What says of an API the same as of the server of its tokens (RFC 9728, section 2; RFC 8414, section 2). */
    private static final List<String> ALIKE = List.of(
            "scopes_supported", "dpop_signing_alg_values_supported", "tls_client_certificate_bound_access_tokens");

    private ProtectedApi() {}

    /** @param server metadata of the server */
    static Map<String, Object> metadata(String issuer, Map<String, Object> server) {
        var metadata = new TreeMap<String, Object>();
        metadata.put("resource", issuer);
        metadata.put("resource_name", "Gatehouse");
        metadata.put("authorization_servers", List.of(issuer));
        metadata.put("bearer_methods_supported", List.of("header"));
        ALIKE.stream().filter(server::containsKey).forEach(member -> metadata.put(member, server.get(member)));
        return metadata;
    }
}
