package dev.gatehouse.oauth.registration;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.oauth.client.ClientMembers;
import dev.gatehouse.oauth.client.RegisteredClient;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What a client is told of itself (RFC 7591, section 3.2.1; RFC 7592, section 3). */
@Singleton
class Described {
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};
    /** Of these it is worth saying that there are none. */
    private static final Set<String> EVEN_NONE = Set.of("redirect_uris", "grant_types");

    private final ClientMembers members;
    private final ObjectMapper json;
    private final String issuer;

    Described(ClientMembers members, ObjectMapper json, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.members = members;
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
        told.put("response_types", client.responseTypes());
        json.convertValue(members.of(client), MEMBERS).forEach((name, value) -> {
            if (EVEN_NONE.contains(name) || !(value instanceof Collection<?> list && list.isEmpty())) {
                told.put(name, value);
            }
        });
        return told;
    }
}
