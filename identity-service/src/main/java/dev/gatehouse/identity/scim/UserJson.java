package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.identity.group.Group;
import dev.gatehouse.identity.profile.PostalAddress;
import dev.gatehouse.identity.profile.StandardClaims;
import dev.gatehouse.identity.user.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user as SCIM's JSON (RFC 7643, section 4.1), whose names are canonical; pure. */
final class UserJson {
    static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private UserJson() {}

    /** @param names what the provisioning client calls the user */
    static ObjectNode write(Account account, ScimUserStore.Names names, List<Group.Member> groups) {
        StandardClaims claims = account.claims();
        ObjectNode user = JSON.objectNode();
        user.putArray("schemas").add(SCHEMA);
        user.put("id", account.id().toString());
        put(user, "externalId", names.externalId());
        user.put("userName", names.userName() == null ? account.username() : names.userName());
        ObjectNode name = JSON.objectNode();
        put(name, "formatted", claims.name());
        put(name, "familyName", claims.familyName());
        put(name, "givenName", claims.givenName());
        put(name, "middleName", claims.middleName());
        if (!name.isEmpty()) {
            user.set("name", name);
        }
        put(user, "displayName", claims.name());
        put(user, "nickName", claims.nickname());
        put(user, "profileUrl", claims.profile());
        put(user, "locale", claims.locale());
        put(user, "timezone", claims.zoneinfo());
        user.put("active", !account.disabled());
        only(user, "emails", account.email());
        only(user, "phoneNumbers", claims.phoneNumber());
        if (claims.address() != null) {
            ObjectNode address = user.putArray("addresses").addObject();
            put(address, "formatted", claims.address().formatted());
            put(address, "streetAddress", claims.address().streetAddress());
            put(address, "locality", claims.address().locality());
            put(address, "region", claims.address().region());
            put(address, "postalCode", claims.address().postalCode());
            put(address, "country", claims.address().country());
            address.put("type", "work");
        }
        if (!groups.isEmpty()) {
            ArrayNode memberships = user.putArray("groups");
            groups.forEach(group -> memberships
                    .addObject()
                    .put("value", group.id().toString())
                    .put("display", group.name())
                    .put("type", "direct"));
        }
        return user;
    }

    /** @param before what the user says that SCIM has no name for */
    static ScimUser read(ObjectNode user, StandardClaims before) throws ScimRefusal {
        JsonNode name = user.path("name");
        String display = text(user, "displayName");
        var claims = new StandardClaims(
                display == null ? text(name, "formatted") : display,
                text(name, "givenName"),
                text(name, "familyName"),
                text(name, "middleName"),
                text(user, "nickName"),
                text(user, "profileUrl"),
                before.picture(),
                before.website(),
                before.gender(),
                before.birthdate(),
                text(user, "timezone"),
                text(user, "locale"),
                phone(text(primary(user, "phoneNumbers"), "value")),
                address(primary(user, "addresses")));
        String userName = text(user, "userName");
        return new ScimUser(
                userName == null ? "" : userName.strip(),
                text(user, "externalId"),
                text(primary(user, "emails"), "value"),
                claims,
                active(user.path("active")),
                text(user, "password"));
    }

    /** What a person is called by it. */
    private static @Nullable String phone(@Nullable String number) {
        return number == null ? null : number.replaceFirst("^(?i)tel:", "").replaceAll("[\\s().-]", "");
    }

    private static @Nullable PostalAddress address(JsonNode address) throws ScimRefusal {
        var read = new PostalAddress(
                text(address, "formatted"),
                text(address, "streetAddress"),
                text(address, "locality"),
                text(address, "region"),
                text(address, "postalCode"),
                text(address, "country"));
        return read.equals(PostalAddress.NONE) ? null : read;
    }

    /** Some clients send it as text. */
    private static boolean active(JsonNode active) throws ScimRefusal {
        if (active.isMissingNode() || active.isNull()) {
            return true;
        }
        if (active.isBoolean()) {
            return active.booleanValue();
        }
        if (active.asText().equalsIgnoreCase("true") || active.asText().equalsIgnoreCase("false")) {
            return active.asText().equalsIgnoreCase("true");
        }
        throw ScimRefusal.value("active must be true or false");
    }

    /** Of several values one is kept: the primary one, else the first. */
    private static JsonNode primary(ObjectNode user, String attribute) throws ScimRefusal {
        JsonNode values = user.path(attribute);
        if (values.isMissingNode() || values.isNull()) {
            return JSON.missingNode();
        }
        if (!values.isArray()) {
            throw ScimRefusal.value(attribute + " must be a list");
        }
        for (JsonNode value : values) {
            if (value.path("primary").asBoolean()) {
                return value;
            }
        }
        return values.path(0);
    }

    private static @Nullable String text(JsonNode object, String name) throws ScimRefusal {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw ScimRefusal.value(name + " must be text");
        }
        String text = value.textValue();
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r')) {
            throw ScimRefusal.value(name + " must not have control characters");
        }
        return text.isEmpty() ? null : text;
    }

    private static void only(ObjectNode user, String attribute, @Nullable String value) {
        if (value != null) {
            user.putArray(attribute)
                    .addObject()
                    .put("value", value)
                    .put("type", "work")
                    .put("primary", true);
        }
    }

    private static void put(ObjectNode object, String name, @Nullable String value) {
        if (value != null) {
            object.put(name, value);
        }
    }
}
