package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import dev.gatehouse.oauth.request.AuthorizationRequest.Prompt;
import jakarta.inject.Singleton;
import java.util.Arrays;

/** What the authorization endpoint can do. */
@Singleton
class AuthorizeMetadata implements Advertised {
    @Override
    public void addTo(Metadata metadata) {
        metadata.endpoint("authorization_endpoint", "/oauth2/authorize");
        metadata.add(
                "scopes_supported",
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
                Scope.SCIM);
        metadata.add("response_types_supported", "code");
        metadata.add("code_challenge_methods_supported", "S256");
        metadata.add(
                "prompt_values_supported",
                Arrays.stream(Prompt.values()).map(Prompt::name).toList());
        // Each shows the same pages, which fit.
        metadata.add("display_values_supported", "page", "popup", "touch");
        metadata.add(
                "acr_values_supported",
                Arrays.stream(AuthenticationClass.values())
                        .map(AuthenticationClass::value)
                        .toList());
        metadata.put("authorization_response_iss_parameter_supported", true);
        metadata.put("claims_parameter_supported", true);
    }
}
