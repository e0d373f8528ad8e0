package dev.gatehouse.identity.user;

import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.request.EntityTag;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** How users, and changes of them, are answered. */
final class UserAnswers {
    /** RFC 7396. */
    static final String MERGE_PATCH = "application/merge-patch+json";

    private UserAnswers() {}

    /** @param entity what of the user is shown */
    static Response shown(Object entity, Account account) {
        return Response.ok(entity)
                .header("Cache-Control", "no-store")
                .header("ETag", EntityTag.of(account.version()))
                .build();
    }

    static Response of(ProfileEditing.Outcome outcome, Function<Account, Profile> view) {
        return switch (outcome) {
            case ProfileEditing.Edited(Account account) -> shown(view.apply(account), account);
            case ProfileEditing.Invalid(var violations) ->
                Problem.of(400, "invalid_request", "Some fields are missing or out of bounds.")
                        .withViolations(violations)
                        .response();
            case ProfileEditing.Outdated() -> outdated();
            case ProfileEditing.LastAdministrator() -> lastAdministrator();
            case ProfileEditing.Absent() -> absent();
        };
    }

    static Response of(UserAdministration.Removal removal) {
        return switch (removal) {
            case DONE -> Response.noContent().build();
            case UNDER_WAY -> Response.accepted().build();
            case ABSENT -> absent();
            case OUTDATED -> outdated();
            case LAST_ADMINISTRATOR -> lastAdministrator();
        };
    }

    static Response absent() {
        return Problem.of(404, "not_found", "There is no such user.").response();
    }

    private static Response outdated() {
        return Problem.of(412, "outdated", "The user was changed meanwhile; read it again.")
                .response();
    }

    private static Response lastAdministrator() {
        return Problem.of(409, "last_administrator", "Nobody else could administer.")
                .response();
    }
}
