package dev.gatehouse.oauth.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** What clients may say of themselves, as members (RFC 7591, section 2); those that are not there say nothing. */
@Singleton
public class ClientMembers {
    /** What is an administrator's to say alone, or follows from something else. */
    private static final List<String> OTHERS = List.of("first_party", "sector", "backchannel_logout_timeout");

    private final ObjectMapper json;

    ClientMembers(ObjectMapper json) {
        this.json = json;
    }

    /** As {@code client} is now. */
    public ObjectNode of(RegisteredClient client) {
        ObjectNode all = json.createObjectNode();
        Stream.of(client.proof(), client.requests(), client.answers(), client.logout(), client.pages())
                .forEach(part -> all.setAll((ObjectNode) json.valueToTree(part)));
        if (all.remove("localized") instanceof ObjectNode localized) {
            all.setAll(localized);
        }
        all.remove(OTHERS);
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
