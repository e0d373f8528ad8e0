package dev.gatehouse.identity.newpassword;

import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.identity.password.Objection;
import jakarta.ws.rs.core.Response;

/** How programs are answered. */
final class PasswordAnswers {
    private PasswordAnswers() {}

    static Response of(NewPassword.Outcome outcome) {
        return switch (outcome) {
            case NewPassword.Changed() -> Response.noContent().build();
            case NewPassword.Wrong() ->
                Problem.of(403, "wrong_password", "The current password is not right.")
                        .response();
            case NewPassword.NoPassword() ->
                Problem.of(409, "no_password", "The account has no password; a recovery gives it one.")
                        .response();
            case NewPassword.Weak(Objection objection) ->
                Problem.of(422, "weak_password", objection.sentence()).response();
            case NewPassword.BadToken() ->
                Problem.of(422, "invalid_token", "The token is wrong, was used, or is too old.")
                        .response();
            case NewPassword.Wait(int seconds) -> Problem.tooManyAttempts(seconds);
        };
    }
}
