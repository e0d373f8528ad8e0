package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.request.EntityTag;
import java.time.Instant;
import java.util.UUID;

/** What all resources have; pure. */
final class ScimResources {
    private ScimResources() {}

    static ObjectNode user(ScimUsers.Shown user) {
        return meta(
                user.json(),
                "User",
                user.account().id(),
                user.account().createdAt(),
                user.account().updatedAt(),
                user.account().version());
    }

    static ObjectNode group(ScimGroups.Shown group) {
        return meta(
                group.json(),
                "Group",
                group.group().id(),
                group.group().createdAt(),
                group.group().updatedAt(),
                group.group().version());
    }

    private static ObjectNode meta(
            ObjectNode json, String type, UUID id, Instant created, Instant modified, long version) {
        json.putObject("meta")
                .put("resourceType", type)
                .put("created", created.toString())
                .put("lastModified", modified.toString())
                .put("location", "/" + type + "s/" + id)
                .put("version", EntityTag.of(version));
        return json;
    }
}
