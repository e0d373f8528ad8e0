package dev.gatehouse.oauth.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Stream;

/** What clients may say of themselves, as members (RFC 7591, section 2); those that are not there say nothing. */
@Singleton
public class ClientMembers {
    /** All else is an administrator's to say, follows from something else, or is not known here. */
    public static final Set<String> OWN = Set.of(
            // RFC 7591, section 2
            "redirect_uris",
            "token_endpoint_auth_method",
            "grant_types",
            "response_types",
            "client_name",
            "client_uri",
            "logo_uri",
            "scope",
            "contacts",
            "tos_uri",
            "policy_uri",
            "jwks_uri",
            "jwks",
            "software_id",
            "software_version",
            // OpenID Connect Dynamic Client Registration 1.0, section 2
            "application_type",
            "sector_identifier_uri",
            "subject_type",
            "id_token_signed_response_alg",
            "id_token_encrypted_response_alg",
            "id_token_encrypted_response_enc",
            "userinfo_signed_response_alg",
            "userinfo_encrypted_response_alg",
            "userinfo_encrypted_response_enc",
            "request_object_signing_alg",
            "token_endpoint_auth_signing_alg",
            "default_max_age",
            "require_auth_time",
            "default_acr_values",
            "initiate_login_uri",
            "request_uris",
            // Sign-out
            "post_logout_redirect_uris",
            "backchannel_logout_uri",
            "backchannel_logout_session_required",
            "frontchannel_logout_uri",
            "frontchannel_logout_session_required",
            // RFC 8705, RFC 9449, RFC 9126, RFC 9396, JARM
            "tls_client_auth_subject_dn",
            "tls_client_auth_san_dns",
            "tls_client_auth_san_uri",
            "tls_client_auth_san_ip",
            "tls_client_auth_san_email",
            "tls_client_certificate_bound_access_tokens",
            "dpop_bound_access_tokens",
            "require_pushed_authorization_requests",
            "authorization_details_types",
            "authorization_signed_response_alg",
            "authorization_encrypted_response_alg",
            "authorization_encrypted_response_enc",
            // Ours
            "profile",
            "require_pkce",
            "id_token_user_claims");

    private final ObjectMapper json;

    ClientMembers(ObjectMapper json) {
        this.json = json;
    }

    /** As {@code client} is now. */
    public ObjectNode of(RegisteredClient client) {
        ObjectNode all = json.createObjectNode();
        Stream.of(client.proof(), client.requests(), client.answers(), client.logout(), client.pages())
                .forEach(part -> all.setAll((ObjectNode) json.valueToTree(part)));
        JsonNode localized = all.remove("localized");
        all.retain(OWN);
        if (localized instanceof ObjectNode translated) {
            all.setAll(translated);
        }
        all.put("client_name", client.clientName());
        all.put("scope", client.scope().toString());
        all.put("token_endpoint_auth_method", client.authMethod().name());
        all.put("id_token_signed_response_alg", client.tokens().idTokenAlg());
        all.set("redirect_uris", json.valueToTree(client.redirectUris()));
        all.set(
                "grant_types",
                json.valueToTree(client.grantTypes().stream()
                        .map(GrantType::value)
                        .sorted()
                        .toList()));
        all.properties().removeIf(member -> member.getValue().isNull());
        return all;
    }
}
