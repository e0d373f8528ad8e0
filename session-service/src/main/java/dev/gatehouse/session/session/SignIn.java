package dev.gatehouse.session.session;

import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Busy;
import dev.gatehouse.common.peer.IdentityService.PasskeyAsking;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.common.peer.PasskeyAssertion;
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

    /** What came of it. */
    public sealed interface Outcome permits SignedIn, NotSignedIn, ComeBack, TooManyAttempts {}

    /** @param device what the browser is to keep, where it has none of this user yet */
    public record SignedIn(Sessions.Opened opened, @Nullable String device) implements Outcome {}

    /**
     * @param code {@code invalid_credentials} or {@code second_factor_required}
     * @param factors which second factors would do
     */
    public record NotSignedIn(String code, @Nullable List<String> factors) implements Outcome {}

    /** Too many sign-ins at once. */
    public record ComeBack(int retryAfterSeconds) implements Outcome {}

    public record TooManyAttempts(int retryAfterSeconds) implements Outcome {}

    /** @param oldCookie the session that the browser presents; it ends with a successful sign-in */
    public Outcome signIn(IdentityService.Credentials credentials, @Nullable String oldCookie) {
        return outcome(identity.authenticate(credentials).await().indefinitely(), oldCookie);
    }

    /** The same by passkey. @param browser the secret of the one that was given the challenge */
    public Outcome signIn(String browser, PasskeyAssertion assertion, @Nullable String oldCookie) {
        var answer = new IdentityService.PasskeySignIn(new IdentityService.PasskeyBrowser(browser), assertion);
        return outcome(identity.authenticatePasskey(answer).await().indefinitely(), oldCookie);
    }

    /** A challenge for a browser. */
    public PasskeyAsking passkeyOptions(String browser) {
        return identity.passkeyOptions(new IdentityService.PasskeyBrowser(browser))
                .await()
                .indefinitely();
    }

    /** The same by what was mailed. */
    public Outcome signIn(IdentityService.MailAnswer answer, @Nullable String oldCookie) {
        return outcome(identity.authenticateByMail(answer).await().indefinitely(), oldCookie);
    }

    private Outcome outcome(IdentityService.Authentication authentication, @Nullable String oldCookie) {
        return switch (authentication) {
            case Authenticated user -> {
                Optional<Session> old = sessions.find(oldCookie).await().indefinitely();
                old.ifPresent(session ->
                        sessions.end(session.subject(), session.sid()).await().indefinitely());
                yield new SignedIn(sessions.open(user).await().indefinitely(), user.device());
            }
            case Refused(String code, List<String> factors) -> new NotSignedIn(code, factors);
            case Busy(int seconds) -> new ComeBack(seconds);
            case Throttled(int seconds) -> new TooManyAttempts(seconds);
        };
    }
}
