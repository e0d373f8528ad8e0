package dev.gatehouse.oauth.discovery;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.userinfo.UserClaims;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Metadata (OpenID Connect Discovery, section 4; RFC 8414, section 3): only what is there. */
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
public class DiscoveryResource {
    private final Map<String, Object> metadata;

    DiscoveryResource(@ConfigProperty(name = "gatehouse.issuer") String issuer) {
        metadata = metadata(issuer);
    }

    @GET
    @Path("/openid-configuration")
    public Uni<Response> openid() {
        return Uni.createFrom().item(this::answer);
    }

    @GET
    @Path("/oauth-authorization-server")
    public Uni<Response> oauth() {
        return Uni.createFrom().item(this::answer);
    }

    private Response answer() {
        return Response.ok(metadata)
                .header("Cache-Control", "public, max-age=300")
                // Browser applications of any origin read it.
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    static Map<String, Object> metadata(String issuer) {
        List<String> authMethods =
                Arrays.stream(AuthMethod.values()).map(AuthMethod::name).toList();
        var m = new LinkedHashMap<String, Object>();
        m.put("issuer", issuer);
        m.put("authorization_endpoint", issuer + "/oauth2/authorize");
        m.put("token_endpoint", issuer + "/oauth2/token");
        m.put("userinfo_endpoint", issuer + "/oauth2/userinfo");
        m.put("jwks_uri", issuer + "/.well-known/jwks.json");
        m.put("introspection_endpoint", issuer + "/oauth2/introspect");
        m.put("introspection_signing_alg_values_supported", List.of("RS256"));
        m.put("revocation_endpoint", issuer + "/oauth2/revoke");
        m.put(
                "scopes_supported",
                List.of(
                        Scope.OPENID,
                        Scope.PROFILE,
                        Scope.EMAIL,
                        Scope.ADDRESS,
                        Scope.PHONE,
                        Scope.GROUPS,
                        Scope.ROLES,
                        Scope.OFFLINE_ACCESS,
                        Scope.ACCOUNT,
                        Scope.ADMIN,
                        Scope.SCIM));
        m.put("response_types_supported", List.of("code"));
        m.put("response_modes_supported", List.of("query"));
        m.put(
                "grant_types_supported",
                Arrays.stream(GrantType.values()).map(GrantType::value).toList());
        m.put("subject_types_supported", List.of("public"));
        m.put("id_token_signing_alg_values_supported", List.of("ES256", "RS256"));
        m.put("token_endpoint_auth_methods_supported", authMethods);
        m.put("code_challenge_methods_supported", List.of("S256"));
        m.put("prompt_values_supported", List.of("none", "login", "consent"));
        m.put(
                "acr_values_supported",
                Arrays.stream(AuthenticationClass.values())
                        .map(AuthenticationClass::value)
                        .toList());
        m.put("claim_types_supported", List.of("normal"));
        m.put(
                "claims_supported",
                Stream.concat(Stream.of("sub", "acr", "amr", "auth_time"), UserClaims.SUPPORTED.stream())
                        .toList());
        m.put("authorization_response_iss_parameter_supported", true);
        m.put("claims_parameter_supported", false);
        m.put("request_parameter_supported", false);
        m.put("request_uri_parameter_supported", false);
        return m;
    }
}
