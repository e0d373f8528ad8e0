package dev.gatehouse.identity.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.identity.password.PasswordHash.Base64Text;
import dev.gatehouse.identity.password.PasswordHash.Digest;

/** A password as Keycloak exports it: what it was hashed with in {@code credentialData}, the rest in {@code secretData}. */
final class KeycloakCredential {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private KeycloakCredential() {}

    /** As a PHC string, whose parameters are not judged yet. */
    static String phc(JsonNode credential) throws Refused {
        if (credential.hasNonNull("value")) {
            throw new Refused("plain_password", "Passwords are taken as hashes only.");
        }
        JsonNode data = tree(credential.path("credentialData"));
        JsonNode secret = tree(credential.path("secretData"));
        String algorithm = data.path("algorithm").asText();
        long iterations = data.path("hashIterations").asLong(-1);
        String salt = Base64Text.plain(secret.path("salt").asText());
        String hash = Base64Text.plain(secret.path("value").asText());
        if (algorithm.equals("argon2")) {
            JsonNode parameters = data.path("additionalParameters");
            return "$argon2" + first(parameters, "type") + "$v=" + version(first(parameters, "version")) + "$m="
                    + first(parameters, "memory") + ",t=" + iterations + ",p=" + first(parameters, "parallelism") + "$"
                    + salt + "$" + hash;
        }
        if (Digest.named(algorithm).isEmpty()) {
            throw new Refused(
                    "unreadable_hash",
                    "Of Keycloak's algorithms pbkdf2, pbkdf2-sha256, pbkdf2-sha512 and" + " argon2 are known.");
        }
        return "$" + algorithm + "$i=" + iterations + "$" + salt + "$" + hash;
    }

    private static String version(String text) {
        return switch (text) {
            case "1.0" -> "16";
            case "1.3" -> "19";
            default -> text;
        };
    }

    /** Keycloak has a list for each. */
    private static String first(JsonNode parameters, String name) {
        JsonNode values = parameters.path(name);
        return (values.isArray() ? values.path(0) : values).asText();
    }

    /** JSON in a string, as it is exported, or plain. */
    private static JsonNode tree(JsonNode node) throws Refused {
        try {
            return node.isTextual() ? JSON.readTree(node.textValue()) : node;
        } catch (JsonProcessingException e) {
            throw new Refused("unreadable_hash", "credentialData and secretData have to be JSON.");
        }
    }
}
