package dev.gatehouse.session.session;

import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.session.attempt.AttemptCookie;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How programs that sign in are answered. */
public final class SessionAnswers {
    private SessionAnswers() {}

    public static Response of(SignIn.Outcome outcome) {
        return switch (outcome) {
            case SignIn.SignedIn(Sessions.Opened opened, String device) ->
                DeviceCookie.kept(opened(opened), device)
                        // What was half done in this browser is not gone on with.
                        .header("Set-Cookie", AttemptCookie.CLEARED)
                        .build();
            case SignIn.NotSignedIn(String code, List<String> factors) ->
                Problem.of(401, code, "The sign-in was refused.")
                        .with("factors", factors)
                        .response();
            case SignIn.Overtaken() ->
                Problem.of(401, "signed_out", "All sessions were ended meanwhile; please sign in once more.")
                        .response();
            case SignIn.TooManyAttempts(int seconds) -> Problem.tooManyAttempts(seconds);
            case SignIn.ComeBack(int seconds) ->
                Problem.of(503, "busy", "Too many sign-ins at once; please try again.")
                        .builder()
                        .header("Retry-After", seconds)
                        .build();
        };
    }

    /** With the session and its cookie. */
    public static Response.ResponseBuilder opened(Sessions.Opened opened) {
        return Response.status(201)
                .entity(SessionResource.Current.of(opened.cookie(), opened.session()))
                .header("Location", "/sessions/current")
                .header("Set-Cookie", SessionCookie.of(opened))
                .header("Cache-Control", "no-store");
    }

    /** @param current the sid of the one that asks */
    static Response listing(List<Session> sessions, @Nullable String current) {
        return Response.ok(new SessionResource.Listing(sessions.stream()
                        .map(session -> SessionResource.Listed.of(session, current))
                        .toList()))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** The call comes from a foreign page, or without the token that only our own know. */
    public static Response csrf() {
        return Problem.of(403, "csrf", "The CSRF token is missing or wrong, or the call comes from a foreign page.")
                .response();
    }
}
