package dev.gatehouse.suite.setup;

import java.util.List;
import java.util.Map;

/** Metadata of clients, as {@code POST /clients} takes it. */
final class Clients {
    private Clients() {}

    /** A confidential client for codes, refresh and its own calls. */
    static Map<String, Object> confidential(String redirectUri) {
        return Map.of(
                "client_name",
                "Notes for " + redirectUri,
                "redirect_uris",
                List.of(redirectUri),
                "grant_types",
                List.of("authorization_code", "refresh_token", "client_credentials"),
                "scope",
                "openid profile email offline_access notes:read",
                "token_endpoint_auth_method",
                "client_secret_basic");
    }

    /** An API that calls another for whoever calls it. */
    static Map<String, Object> middleman() {
        return Map.of(
                "client_name",
                "An API in the middle",
                "grant_types",
                List.of("client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange"),
                "scope",
                "profile notes:read",
                "resources",
                List.of("https://orders.example"));
    }

    /** A client that may introspect whatever it is shown. */
    static Map<String, Object> resourceServer() {
        return Map.of(
                "client_name", "An API",
                "grant_types", List.of("client_credentials"),
                "scope", "gatehouse:introspect");
    }

    /** A public client: no secret, codes only. */
    static Map<String, Object> publicOne(String redirectUri) {
        return Map.of(
                "client_name", "Notes on a phone",
                "redirect_uris", List.of(redirectUri),
                "grant_types", List.of("authorization_code", "refresh_token"),
                "scope", "openid profile offline_access",
                "token_endpoint_auth_method", "none");
    }

    /** A client of the FAPI 2.0 Security Profile, with DPoP. @param key its public one, ES256 */
    static Map<String, Object> fapi(String redirectUri, Map<String, Object> key) {
        return Map.of(
                "client_name",
                "Accounts at a bank",
                "redirect_uris",
                List.of(redirectUri),
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "scope",
                "openid profile offline_access",
                "profile",
                "fapi2",
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks",
                Map.of("keys", List.of(key)),
                "dpop_bound_access_tokens",
                true,
                "id_token_signed_response_alg",
                "ES256");
    }

    /** One of the house's own, whose users are not asked. */
    static Map<String, Object> ofTheHouse(String redirectUri) {
        return Map.of(
                "client_name",
                "The house's notes",
                "redirect_uris",
                List.of(redirectUri),
                "grant_types",
                List.of("authorization_code"),
                "scope",
                "openid profile",
                "first_party",
                true,
                "require_pkce",
                false);
    }

    /** A confidential client that is told when its users are signed out, and may sign them out. */
    static Map<String, Object> told(ToldApplication application) {
        return Map.of(
                "client_name",
                "Notes that are told",
                "redirect_uris",
                List.of(application.uri("/callback")),
                "grant_types",
                List.of("authorization_code"),
                "scope",
                "openid profile",
                "post_logout_redirect_uris",
                List.of(application.uri("/bye")),
                "backchannel_logout_uri",
                application.uri("/out"),
                "backchannel_logout_session_required",
                true,
                "frontchannel_logout_uri",
                application.uri("/frame"),
                "frontchannel_logout_session_required",
                true);
    }
}
