package dev.gatehouse.session.session;

import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Busy;
import dev.gatehouse.common.peer.IdentityService.PasskeyAsking;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.common.peer.SignInSteps.HalfAuthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs in by password, by passkey or by mail; the same for the API and the page. */
@ApplicationScoped
public class SignIn {
    private final IdentityService identity;
    private final Sessions sessions;

    SignIn(IdentityService identity, Sessions sessions) {
        this.identity = identity;
        this.sessions = sessions;
    }

    /** What came of a password. */
    public sealed interface Step permits Outcome, HalfWay {}

    /** It is right, and a second factor is due. @param begun for {@link Arrival} */
    public record HalfWay(HalfAuthenticated half, long begun) implements Step {}

    /** What came of it all. */
    public sealed interface Outcome extends Step permits SignedIn, NotSignedIn, Overtaken, ComeBack, TooManyAttempts {}

    /** @param device what the browser is to keep, where it has none of this user yet */
    public record SignedIn(Sessions.Opened opened, @Nullable String device) implements Outcome {}

    /**
     * @param code {@code invalid_credentials} or {@code second_factor_required}
     * @param factors which second factors would do
     */
    public record NotSignedIn(String code, @Nullable List<String> factors) implements Outcome {}

    /** All was right, but all that the user had was ended meanwhile: they have to sign in once more. */
    public record Overtaken() implements Outcome {}

    /** Too many sign-ins at once. */
    public record ComeBack(int retryAfterSeconds) implements Outcome {}

    public record TooManyAttempts(int retryAfterSeconds) implements Outcome {}

    /** By password. */
    public Outcome signIn(IdentityService.Credentials credentials, Arrival arrival) {
        Arrival begun = begun(arrival);
        return outcome(identity.authenticate(credentials).await().indefinitely(), begun);
    }

    /** The same of a page, which asks for the second factor next. */
    public Step begin(IdentityService.Credentials credentials, Arrival arrival) {
        long begun = sessions.moment().await().indefinitely();
        return switch (identity.firstStep(credentials).await().indefinitely()) {
            case HalfAuthenticated half -> new HalfWay(half, begun);
            case IdentityService.Authentication done -> outcome(done, arrival.begunAt(begun));
        };
    }

    /** The same by passkey. */
    public Outcome signIn(IdentityService.PasskeySignIn answer, Arrival arrival) {
        Arrival begun = begun(arrival);
        return outcome(identity.authenticatePasskey(answer).await().indefinitely(), begun);
    }

    /** A challenge for a browser. */
    public PasskeyAsking passkeyOptions(String browser) {
        return identity.passkeyOptions(new IdentityService.PasskeyBrowser(browser))
                .await()
                .indefinitely();
    }

    /** The same by what was mailed. */
    public Outcome signIn(IdentityService.MailAnswer answer, Arrival arrival) {
        Arrival begun = begun(arrival);
        return outcome(identity.authenticateByMail(answer).await().indefinitely(), begun);
    }

    /** For whoever has proved all in several steps; empty where that does not count any more. */
    public Optional<SignedIn> open(Authenticated user, Arrival arrival) {
        return outcome(user, arrival) instanceof SignedIn signedIn ? Optional.of(signedIn) : Optional.empty();
    }

    /** The session at hand goes on, for it has proved more; empty where it has ended, or did so in another tab. */
    public Optional<SignedIn> stepUp(Authenticated user, String cookie) {
        return sessions.stepUp(cookie, user).await().indefinitely().map(opened -> new SignedIn(opened, user.device()));
    }

    private Arrival begun(Arrival arrival) {
        return arrival.begunAt(sessions.moment().await().indefinitely());
    }

    private Outcome outcome(IdentityService.Authentication authentication, Arrival arrival) {
        return switch (authentication) {
            case Authenticated user ->
                switch (sessions.open(user, arrival).await().indefinitely()) {
                    case Sessions.Opened opened -> new SignedIn(opened, user.device());
                    case Sessions.Overtaken() -> new Overtaken();
                };
            case Refused(String code, List<String> factors) -> new NotSignedIn(code, factors);
            case Busy(int seconds) -> new ComeBack(seconds);
            case Throttled(int seconds) -> new TooManyAttempts(seconds);
        };
    }
}
