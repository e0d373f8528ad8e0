package dev.gatehouse.identity.group;

import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.request.EntityTag;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** How groups and roles, and changes of them, are answered. */
final class GroupAnswers {
    private GroupAnswers() {}

    static Response made(Kind kind, GroupKeeping.Outcome outcome) {
        return outcome instanceof GroupKeeping.Kept(Group group)
                ? tagged(Response.created(URI.create("/" + kind.path() + "/" + group.id())), group)
                : changed(kind, outcome);
    }

    static Response changed(Kind kind, GroupKeeping.Outcome outcome) {
        return switch (outcome) {
            case GroupKeeping.Kept(Group group) -> one(group);
            case GroupKeeping.Taken() ->
                Problem.of(409, "taken", "Another " + kind + " has that name.").response();
            case GroupKeeping.BadName() ->
                invalid("name", "must be 1 to 100 characters, none of them control characters");
            case GroupKeeping.NoSuchUser() -> invalid("members", "must be users");
            case GroupKeeping.Outdated() -> outdated(kind);
            case GroupKeeping.Absent() -> absent(kind);
        };
    }

    static Response removed(Kind kind, GroupKeeping.Removal removal) {
        return switch (removal) {
            case DONE -> Response.noContent().build();
            case OUTDATED -> outdated(kind);
            case ABSENT -> absent(kind);
        };
    }

    private static Response outdated(Kind kind) {
        return Problem.of(412, "outdated", "The " + kind + " was changed meanwhile; read it again.")
                .response();
    }

    static Response one(Group group) {
        return tagged(Response.ok(), group);
    }

    private static Response tagged(Response.ResponseBuilder answer, Group group) {
        return answer.entity(group)
                .header("Cache-Control", "no-store")
                .header("ETag", EntityTag.of(group.version()))
                .build();
    }

    static Response shown(Object entity) {
        return Response.ok(entity).header("Cache-Control", "no-store").build();
    }

    static Response done(boolean done) {
        return done
                ? Response.noContent().build()
                : Problem.of(404, "not_found", "There is no such group, role or member.")
                        .response();
    }

    static Response absent(Kind kind) {
        return Problem.of(404, "not_found", "There is no such " + kind + ".").response();
    }

    static Response invalid(String field, String message) {
        return Problem.of(400, "invalid_request", "Some fields are missing or out of bounds.")
                .withViolations(List.of(new Violation(field, message)))
                .response();
    }
}
