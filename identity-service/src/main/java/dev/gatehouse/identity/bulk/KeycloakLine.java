package dev.gatehouse.identity.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** A user as Keycloak exports them (its UserRepresentation), put into our own form; pure. */
final class KeycloakLine {
    private static final Set<String> TELLING = Set.of(
            "credentials", "emailVerified", "enabled", "firstName", "lastName", "attributes", "createdTimestamp");
    /** Attributes that are standard claims, by both ways to write them. */
    private static final Map<String, String> CLAIMS = Map.ofEntries(
            Map.entry("middleName", "middle_name"),
            Map.entry("middle_name", "middle_name"),
            Map.entry("nickname", "nickname"),
            Map.entry("profile", "profile"),
            Map.entry("picture", "picture"),
            Map.entry("website", "website"),
            Map.entry("gender", "gender"),
            Map.entry("birthdate", "birthdate"),
            Map.entry("zoneinfo", "zoneinfo"),
            Map.entry("locale", "locale"),
            Map.entry("phoneNumber", "phone_number"),
            Map.entry("phone_number", "phone_number"));

    private KeycloakLine() {}

    /** Whether {@code line} has a field that only Keycloak's have. */
    static boolean is(ObjectNode line) {
        return TELLING.stream().anyMatch(line::has);
    }

    /** Whether the user had a credential other than a password. */
    static boolean hasOtherFactors(ObjectNode line) {
        for (JsonNode credential : line.path("credentials")) {
            if (!credential.path("type").asText().equals("password")) {
                return true;
            }
        }
        return false;
    }

    /** Our own form of {@code line}; of no password where it has none. @throws Refused where its password cannot be kept */
    static ObjectNode translated(ObjectNode line) throws Refused {
        if (line.hasNonNull("serviceAccountClientId")) {
            throw new Refused("service_account", "This is the service account of a client, not a user.");
        }
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.set("username", line.path("username"));
        user.set("email", line.path("email"));
        user.set("email_verified", line.path("emailVerified"));
        JsonNode enabled = line.path("enabled");
        user.set(
                "disabled",
                enabled.isBoolean() ? JsonNodeFactory.instance.booleanNode(!enabled.booleanValue()) : enabled);
        user.set("claims", claims(line));
        for (JsonNode credential : line.path("credentials")) {
            if (credential.path("type").asText().equals("password") && !user.has("password_hash")) {
                user.put("password_hash", KeycloakCredential.phc(credential));
            }
        }
        user.properties()
                .removeIf(field ->
                        field.getValue().isMissingNode() || field.getValue().isNull());
        return user;
    }

    private static ObjectNode claims(ObjectNode line) {
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        String first = line.path("firstName").asText("").strip();
        String last = line.path("lastName").asText("").strip();
        put(claims, "given_name", first);
        put(claims, "family_name", last);
        put(claims, "name", (first + " " + last).strip());
        CLAIMS.forEach((attribute, claim) -> {
            JsonNode values = line.path("attributes").path(attribute);
            put(
                    claims,
                    claim,
                    (values.isArray() ? values.path(0) : values).asText("").strip());
        });
        return claims;
    }

    private static void put(ObjectNode claims, String name, String value) {
        if (!value.isEmpty()) {
            claims.put(name, value);
        }
    }
}
