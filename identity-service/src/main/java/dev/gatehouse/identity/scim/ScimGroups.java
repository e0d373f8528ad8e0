package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.group.Group;
import dev.gatehouse.identity.group.GroupKeeping;
import dev.gatehouse.identity.group.GroupStore;
import dev.gatehouse.identity.group.Kind;
import dev.gatehouse.identity.group.MemberChange;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes and removes groups for a provisioning client. Members are changed without reading those that stay, and read
 * only where they are shown: in a list where the client names them, of one group where it does not leave them out. Entra ID
 * leaves them out of whatever it reads; and both it and Okta provision groups to servers that show no members at all and
 * answer patches of groups with 204, such as AWS IAM Identity Center.
 */
@Singleton
class ScimGroups {
    static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final String MEMBERS = "members";
    private final GroupStore groups;
    private final GroupKeeping keeping;
    private final ScimSearchStore search;

    ScimGroups(GroupStore groups, GroupKeeping keeping, ScimSearchStore search) {
        this.groups = groups;
        this.keeping = keeping;
        this.search = search;
    }

    /** A group as JSON, and the version that it shows. */
    record Shown(ObjectNode json, Group group) {}

    /** With its members, where the caller does not leave them out. */
    Shown one(UUID id, Selection selection) throws ScimRefusal {
        return shown(group(id), selection, selection.shows(MEMBERS));
    }

    /** Without members, where the caller does not name them. */
    ScimPage page(ScimQuery query) throws ScimRefusal {
        ScimSearchStore.Found found = search.groups(query);
        Map<UUID, Group> read =
                groups.groups(Kind.group, found.ids()).stream().collect(Collectors.toMap(Group::id, group -> group));
        boolean members = query.selection().wants(MEMBERS);
        return new ScimPage(
                found.total(),
                query.start(),
                found.ids().stream()
                        .flatMap(id -> Stream.ofNullable(read.get(id)))
                        .map(group -> ScimResources.group(shown(group, query.selection(), members)))
                        .toList());
    }

    Group create(ObjectNode body, String actor) throws ScimRefusal {
        String name = required(body);
        return kept(
                keeping.make(Kind.group, name, null, text(body, "externalId"), members(body.path("members")), actor));
    }

    Group replace(UUID id, ObjectNode body, EntityTag.Condition condition, String actor) throws ScimRefusal {
        var change = new GroupKeeping.Change(
                Optional.of(required(body)),
                null,
                Optional.ofNullable(text(body, "externalId")),
                List.of(new MemberChange.Exactly(members(body.path("members")))));
        return kept(keeping.change(Kind.group, id, change, condition, actor));
    }

    Group patch(UUID id, List<Operation> operations, EntityTag.Condition condition, String actor) throws ScimRefusal {
        return kept(keeping.change(Kind.group, id, change(operations), condition, actor));
    }

    void remove(UUID id, EntityTag.Condition condition, String actor) throws ScimRefusal {
        switch (keeping.remove(Kind.group, id, condition, actor)) {
            case DONE -> {}
            case OUTDATED -> throw ScimRefusal.outdated();
            case ABSENT -> throw ScimRefusal.absent();
        }
    }

    /** What a patch of a group comes to. */
    static GroupKeeping.Change change(List<Operation> operations) throws ScimRefusal {
        Optional<String> name = Optional.empty();
        @Nullable Optional<String> externalId = null;
        var members = new ArrayList<MemberChange>();
        for (Operation operation : operations) {
            PatchPath path = operation.path();
            boolean remove = operation.kind() == Operation.Kind.remove;
            switch (path.attribute()) {
                case "displayname" -> {
                    if (remove || !operation.value().isTextual()) {
                        throw ScimRefusal.value("displayName must be text");
                    }
                    name = Optional.of(operation.value().textValue());
                }
                case "externalid" -> {
                    ObjectNode given = JsonNodeFactory.instance.objectNode().set("externalId", operation.value());
                    externalId = remove ? Optional.empty() : Optional.ofNullable(text(given, "externalId"));
                }
                case "members" -> members.addAll(members(operation));
                case "id", "meta", "schemas" ->
                    throw new ScimRefusal(400, "mutability", path.attribute() + " cannot be changed");
                default -> throw ScimRefusal.path("there is no attribute " + path.attribute());
            }
        }
        return new GroupKeeping.Change(name, null, externalId, members);
    }

    private static List<MemberChange> members(Operation operation) throws ScimRefusal {
        Filter filter = operation.path().filter();
        return switch (operation.kind()) {
            case remove -> {
                if (filter != null) {
                    var chosen = new LinkedHashSet<UUID>();
                    collect(filter, chosen);
                    yield List.of(new MemberChange.Removed(chosen));
                }
                // Some clients name those to be removed as values.
                yield operation.value().isNull()
                        ? List.of(new MemberChange.Exactly(Set.of()))
                        : List.of(new MemberChange.Removed(members(operation.value())));
            }
            case add -> List.of(new MemberChange.Added(members(operation.value())));
            case replace -> List.of(new MemberChange.Exactly(members(operation.value())));
        };
    }

    private static void collect(Filter filter, Set<UUID> chosen) throws ScimRefusal {
        switch (filter) {
            case Filter.Or(List<Filter> any) -> {
                for (Filter each : any) {
                    collect(each, chosen);
                }
            }
            case Filter.Compare(String attribute, Filter.Op op, Filter.Text(String id))
            when attribute.equals("value") && op == Filter.Op.eq -> chosen.add(uuid(id));
            default -> throw ScimRefusal.filter("members are told by value eq \"id\"");
        }
    }

    private static Set<UUID> members(JsonNode given) throws ScimRefusal {
        var members = new LinkedHashSet<UUID>();
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        if (given.isArray()) {
            given.forEach(all::add);
        } else if (given.isObject()) {
            all.add(given);
        } else if (!given.isMissingNode() && !given.isNull()) {
            throw ScimRefusal.value("members must be a list");
        }
        for (JsonNode member : all) {
            if (member.path("type").asText("User").equalsIgnoreCase("Group")) {
                throw ScimRefusal.value("groups have users as members, no groups");
            }
            members.add(uuid(member.path("value").asText()));
        }
        return members;
    }

    private static UUID uuid(String text) throws ScimRefusal {
        if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw ScimRefusal.value("a member's value must be the id of a user");
        }
        return UUID.fromString(text);
    }

    private static Group kept(GroupKeeping.Outcome outcome) throws ScimRefusal {
        return switch (outcome) {
            case GroupKeeping.Kept(Group group) -> group;
            case GroupKeeping.Taken() -> throw ScimRefusal.taken();
            case GroupKeeping.BadName() ->
                throw ScimRefusal.value("displayName must be 1 to 100 characters, none of them control characters");
            case GroupKeeping.NoSuchUser() -> throw ScimRefusal.value("one of the members is no user");
            case GroupKeeping.Outdated() -> throw ScimRefusal.outdated();
            case GroupKeeping.Absent() -> throw ScimRefusal.absent();
        };
    }

    private Group group(UUID id) throws ScimRefusal {
        return groups.group(Kind.group, id).orElseThrow(ScimRefusal::absent);
    }

    private Shown shown(Group group, Selection selection, boolean members) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(SCHEMA);
        json.put("id", group.id().toString());
        if (group.externalId() != null) {
            json.put("externalId", group.externalId());
        }
        json.put("displayName", group.name());
        if (members) {
            json.putPOJO(MEMBERS, new Members((after, limit) -> groups.members(group.id(), after, limit), selection));
        }
        return new Shown(json, group);
    }

    private static String required(ObjectNode body) throws ScimRefusal {
        String name = text(body, "displayName");
        if (name == null) {
            throw ScimRefusal.value("displayName is required");
        }
        return name;
    }

    private static @Nullable String text(ObjectNode body, String name) throws ScimRefusal {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = value.asText();
        if (!value.isTextual() || text.length() > 254 || text.chars().anyMatch(Character::isISOControl)) {
            throw ScimRefusal.value(name + " must be text of up to 254 characters, none of them control characters");
        }
        return text;
    }
}
