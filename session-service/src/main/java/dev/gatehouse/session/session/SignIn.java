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

    /** It is right, and a second factor is due. @param moment for {@link Arrival} */
    public record HalfWay(HalfAuthenticated half, long moment) implements Step {}

    /** What came of it all. */
    public sealed interface Outcome extends Step permits Opening, NotSignedIn, ComeBack, TooManyAttempts {}

    /** What came of it where all was right. */
    public sealed interface Opening extends Outcome permits SignedIn, Overtaken {}

    /** @param device what the browser is to keep, where it has none of this user yet */
    public record SignedIn(Sessions.Opened opened, @Nullable String device) implements Opening {}

    /**
     * @param code {@code invalid_credentials} or {@code second_factor_required}
     * @param factors which second factors would do
     */
    public record NotSignedIn(String code, @Nullable List<String> factors) implements Outcome {}

    /** All was right, but all that the user had was ended meanwhile: they have to sign in once more. */
    public record Overtaken() implements Opening {}

    /** Too many sign-ins at once. */
    public record ComeBack(int retryAfterSeconds) implements Outcome {}

    public record TooManyAttempts(int retryAfterSeconds) implements Outcome {}

    /** By password. */
    public Outcome signIn(IdentityService.Credentials credentials, Arrival arrival) {
        Arrival now = now(arrival);
        return outcome(identity.authenticate(credentials).await().indefinitely(), now);
    }

    /** The same of a page, which asks for the second factor next. */
    public Step begin(IdentityService.Credentials credentials, Arrival arrival) {
        long moment = sessions.moment().await().indefinitely();
        return switch (identity.firstStep(credentials).await().indefinitely()) {
            case HalfAuthenticated half -> new HalfWay(half, moment);
            case IdentityService.Authentication done -> outcome(done, arrival.at(moment));
        };
    }

    /** The same by passkey. */
    public Outcome signIn(IdentityService.PasskeySignIn answer, Arrival arrival) {
        Arrival now = now(arrival);
        return outcome(identity.authenticatePasskey(answer).await().indefinitely(), now);
    }

    /** A challenge for a browser. */
    public PasskeyAsking passkeyOptions(String browser) {
        return identity.passkeyOptions(new IdentityService.PasskeyBrowser(browser))
                .await()
                .indefinitely();
    }

    /** The same by what was mailed. */
    public Outcome signIn(IdentityService.MailAnswer answer, Arrival arrival) {
        Arrival now = now(arrival);
        return outcome(identity.authenticateByMail(answer).await().indefinitely(), now);
    }

    /** For whoever has proved all. */
    public Opening open(Authenticated user, Arrival arrival) {
        return switch (sessions.open(user, arrival).await().indefinitely()) {
            case Sessions.Opened opened -> new SignedIn(opened, user.device());
            case Sessions.Overtaken() -> new Overtaken();
        };
    }

    /** The session at hand goes on, for it has proved more; empty where it has ended, or did so in another tab. */
    public Optional<SignedIn> stepUp(Authenticated user, String cookie) {
        return sessions.stepUp(cookie, user).await().indefinitely().map(opened -> new SignedIn(opened, user.device()));
    }

    private Arrival now(Arrival arrival) {
        return arrival.at(sessions.moment().await().indefinitely());
    }

    private Outcome outcome(IdentityService.Authentication authentication, Arrival arrival) {
        return switch (authentication) {
            case Authenticated user -> open(user, arrival);
            case Refused(String code, List<String> factors) -> new NotSignedIn(code, factors);
            case Busy(int seconds) -> new ComeBack(seconds);
            case Throttled(int seconds) -> new TooManyAttempts(seconds);
        };
    }
}
