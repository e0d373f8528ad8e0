package dev.gatehouse.identity.group;

import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.identity.profile.EntityTag;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How groups and roles, and changes of them, are answered. */
@Singleton
class GroupAdministration {
    private static final UUID FIRST = new UUID(0, 0);
    private final GroupKeeping keeping;
    private final GroupChanges changes;
    private final GroupStore groups;

    GroupAdministration(GroupKeeping keeping, GroupChanges changes, GroupStore groups) {
        this.keeping = keeping;
        this.changes = changes;
        this.groups = groups;
    }

    Response list(Kind kind, String query, @Nullable String after, int limit) {
        try {
            return shown(keeping.page(kind, storable(query), after, limit));
        } catch (IllegalArgumentException e) {
            return invalid("after", "must be what the page before gave as next");
        }
    }

    Response make(Kind kind, GroupBody asked, String actor) {
        if (asked.name() == null) {
            return invalid("name", "must not be null");
        }
        String description = asked.description() == null ? null : storable(asked.description());
        return answer(kind, keeping.make(kind, asked.name(), description, null, Set.of(), actor), 201);
    }

    Response one(Kind kind, UUID id) {
        return groups.group(kind, id).map(GroupAdministration::tagged).orElseGet(() -> absent(kind));
    }

    Response change(Kind kind, UUID id, GroupBody asked, EntityTag.Condition condition, String actor) {
        Optional<String> description = asked.description() == null
                ? null
                : Optional.of(storable(asked.description())).filter(text -> !text.isBlank());
        var change = new GroupKeeping.Change(Optional.ofNullable(asked.name()), description, null, List.of());
        return answer(kind, keeping.change(kind, id, change, condition, actor), 200);
    }

    Response remove(Kind kind, UUID id, String actor) {
        return keeping.remove(kind, id, actor) ? Response.noContent().build() : absent(kind);
    }

    Response members(Kind kind, UUID id, @Nullable UUID after, int limit) {
        return groups.group(kind, id).isEmpty()
                ? absent(kind)
                : shown(Group.MemberPage.of(groups.members(id, after == null ? FIRST : after, limit + 1), limit));
    }

    Response groupsWith(UUID role, @Nullable UUID after, int limit) {
        return groups.group(Kind.role, role).isEmpty()
                ? absent(Kind.role)
                : shown(Group.MemberPage.of(groups.groupsWith(role, after == null ? FIRST : after, limit + 1), limit));
    }

    Response member(Kind kind, UUID id, UUID user, boolean belongs, String actor) {
        return done(changes.member(kind, id, user, belongs, actor));
    }

    Response give(UUID role, UUID group, boolean has, String actor) {
        return done(changes.give(role, group, has, actor));
    }

    private static Response done(boolean done) {
        return done
                ? Response.noContent().build()
                : Problem.of(404, "not_found", "There is no such group, role or member.")
                        .response();
    }

    private static Response answer(Kind kind, GroupKeeping.Outcome outcome, int status) {
        return switch (outcome) {
            case GroupKeeping.Kept(Group group)
            when status == 201 ->
                Response.created(URI.create("/" + kind + "s/" + group.id()))
                        .entity(group)
                        .header("Cache-Control", "no-store")
                        .header("ETag", EntityTag.of(group.version()))
                        .build();
            case GroupKeeping.Kept(Group group) -> tagged(group);
            case GroupKeeping.Taken() ->
                Problem.of(409, "taken", "Another " + kind + " has that name.").response();
            case GroupKeeping.BadName() ->
                invalid("name", "must be 1 to 100 characters, none of them control characters");
            case GroupKeeping.NoSuchUser() -> invalid("members", "must be users");
            case GroupKeeping.Outdated() ->
                Problem.of(412, "outdated", "The " + kind + " was changed meanwhile; read it again.")
                        .response();
            case GroupKeeping.Absent() -> absent(kind);
        };
    }

    private static Response tagged(Group group) {
        return Response.ok(group)
                .header("Cache-Control", "no-store")
                .header("ETag", EntityTag.of(group.version()))
                .build();
    }

    private static Response shown(Object entity) {
        return Response.ok(entity).header("Cache-Control", "no-store").build();
    }

    private static Response absent(Kind kind) {
        return Problem.of(404, "not_found", "There is no such " + kind + ".").response();
    }

    private static Response invalid(String field, String message) {
        return Problem.of(400, "invalid_request", "Some fields are missing or out of bounds.")
                .withViolations(List.of(new Violation(field, message)))
                .response();
    }

    /** PostgreSQL has no text with U+0000 in it. */
    private static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }
}
