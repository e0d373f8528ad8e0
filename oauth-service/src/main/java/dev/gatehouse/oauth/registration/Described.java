package dev.gatehouse.oauth.registration;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What a client is told of itself (RFC 7591, section 3.2.1; RFC 7592, section 3). */
@Singleton
class Described {
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};
    private final ObjectMapper json;
    private final String issuer;

    Described(ObjectMapper json, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.json = json;
        this.issuer = issuer;
    }

    /**
     * @param secret only where one was made for this answer: nobody can tell it again
     * @param token by which it manages itself
     */
    Map<String, Object> of(RegisteredClient client, @Nullable String secret, String token) {
        var told = new LinkedHashMap<String, Object>();
        told.put("client_id", client.clientId());
        told.put("client_id_issued_at", client.createdAt().getEpochSecond());
        if (secret != null) {
            told.put("client_secret", secret);
            // Never.
            told.put("client_secret_expires_at", 0);
        }
        told.put("registration_access_token", token);
        told.put("registration_client_uri", issuer + RegistrationResource.PATH + "/" + client.clientId());
        told.put("client_name", client.clientName());
        told.put("redirect_uris", client.redirectUris());
        told.put(
                "grant_types",
                client.grantTypes().stream().map(GrantType::value).sorted().toList());
        told.put("response_types", client.responseTypes());
        told.put("scope", client.scope().toString());
        told.put("token_endpoint_auth_method", client.authMethod().name());
        told.put("id_token_signed_response_alg", client.tokens().idTokenAlg());
        Stream.of(client.proof(), client.requests(), client.answers(), client.logout(), client.pages())
                .flatMap(part -> json.convertValue(part, MEMBERS).entrySet().stream())
                .filter(member -> OwnMembers.ALL.contains(member.getKey()) && said(member.getValue()))
                .forEach(member -> told.put(member.getKey(), member.getValue()));
        var localized = client.pages().localized();
        if (localized != null) {
            told.putAll(localized.members());
        }
        return told;
    }

    private static boolean said(@Nullable Object value) {
        return value != null && !(value instanceof Collection<?> list && list.isEmpty());
    }
}
