package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of attributes, whose case does not matter (RFC 7643, section 2.1); pure. */
final class Attributes {
    /** Of users, with parts, and of which several can be given. */
    static final Set<String> MULTIPLE = Set.of("emails", "phoneNumbers", "addresses");

    static final Set<String> READ_ONLY = Set.of("id", "meta", "groups", "schemas");
    /** Of the core schema, and not kept here: whoever gives them is not refused. */
    static final Set<String> NOT_KEPT = Set.of(
            "title",
            "userType",
            "preferredLanguage",
            "ims",
            "photos",
            "entitlements",
            "roles",
            "x509Certificates",
            "honorificPrefix",
            "honorificSuffix");

    /** What a name, and each of those with parts, may consist of; canonical. */
    static final Set<String> PARTS = Set.of(
            "formatted",
            "givenName",
            "familyName",
            "middleName",
            "honorificPrefix",
            "honorificSuffix",
            "value",
            "type",
            "primary",
            "display",
            "streetAddress",
            "locality",
            "region",
            "postalCode",
            "country");

    static final Set<String> PLAIN = Set.of(
            "userName",
            "externalId",
            "displayName",
            "nickName",
            "profileUrl",
            "locale",
            "timezone",
            "active",
            "password");

    private static final Map<String, String> CANONICAL = Stream.of(
                    MULTIPLE.stream(),
                    READ_ONLY.stream(),
                    NOT_KEPT.stream(),
                    PARTS.stream(),
                    PLAIN.stream(),
                    Stream.of(
                            "name",
                            "members",
                            "created",
                            "lastModified",
                            "location",
                            "version",
                            "resourceType",
                            "filter",
                            "sortBy",
                            "sortOrder",
                            "startIndex",
                            "count",
                            "attributes",
                            "excludedAttributes",
                            "Operations",
                            "op",
                            "path"))
            .flatMap(Function.identity())
            .distinct()
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    private Attributes() {}

    /** As the RFC writes it; what is not known stays as it is. */
    static String canonical(String name) {
        return CANONICAL.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }

    /** The same JSON with names as the RFC writes them. */
    static JsonNode canonical(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> result.set(canonical(member.getKey()), canonical(member.getValue())));
            return result;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> result.add(canonical(element)));
            return result;
        }
        return node;
    }
}
