package dev.gatehouse.session.factor;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Busy;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.common.peer.PasskeyAssertion;
import dev.gatehouse.common.peer.SignInSteps.SecondStep;
import dev.gatehouse.common.peer.SignInSteps.Ways;
import dev.gatehouse.common.peer.SignInSteps.WaysOrder;
import dev.gatehouse.session.attempt.Attempt;
import dev.gatehouse.session.attempt.AttemptStore;
import dev.gatehouse.session.login.Demand;
import dev.gatehouse.session.login.Journey;
import dev.gatehouse.session.session.Arrival;
import dev.gatehouse.session.session.Session;
import dev.gatehouse.session.session.Sessions;
import dev.gatehouse.session.session.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The second factor: of a sign-in that is half done, or of a session that has to prove more. Blocks. */
@ApplicationScoped
class NextFactor {
    private final IdentityService identity;
    private final SignIn signIn;
    private final Sessions sessions;
    private final AttemptStore attempts;

    NextFactor(IdentityService identity, SignIn signIn, Sessions sessions, AttemptStore attempts) {
        this.identity = identity;
        this.signIn = signIn;
        this.sessions = sessions;
        this.attempts = attempts;
    }

    /** What came of a code or a passkey. */
    sealed interface Outcome permits Done, Wrong, Wait, Late, Overtaken {}

    /** @param met whether it reaches what is demanded */
    record Done(SignIn.SignedIn signedIn, boolean met) implements Outcome {}

    record Wrong() implements Outcome {}

    /** @param busy whether others are the cause */
    record Wait(int seconds, boolean busy) implements Outcome {}

    /** It was right, but the attempt or the session has ended meanwhile, or was finished in another tab. */
    record Late() implements Outcome {}

    /** It was right, but all that the user had was ended meanwhile: they have to sign in once more. */
    record Overtaken() implements Outcome {}

    /** The sign-in that the browser has begun. */
    Optional<Standing> begun(String cookie) {
        return attempts.find(cookie).map(attempt -> new Standing(attempt, cookie, false));
    }

    /** The session that the browser shows. @param journey where to, and what it has to prove */
    Optional<Standing> session(@Nullable String cookie, Journey journey) {
        return cookie == null
                ? Optional.empty()
                : sessions.find(cookie).await().indefinitely().map(session -> steppingUp(session, cookie, journey));
    }

    private Standing steppingUp(Session session, String cookie, Journey journey) {
        boolean met = Demand.met(journey.acr(), session.amr());
        List<String> factors = met
                ? List.of()
                : identity.ways(WaysOrder.of(session.subject(), session.amr(), false, null))
                        .await()
                        .indefinitely()
                        .factors();
        return new Standing(
                new Attempt(
                        session.subject(),
                        session.username(),
                        session.amr(),
                        session.authTime(),
                        null,
                        factors,
                        null,
                        journey.returnTo(),
                        journey.acrName(),
                        null),
                cookie,
                true);
    }

    /** Whether nothing is missing any more. */
    static boolean met(Standing standing) {
        return standing.stepUp()
                && Demand.met(standing.acr(), standing.attempt().amr());
    }

    /** Whether the user has nothing that would do. */
    static boolean unreachable(Standing standing) {
        List<String> offered = standing.offered();
        return standing.stepUp()
                && (offered.isEmpty()
                        || (standing.acr() == AuthenticationClass.PHISHING_RESISTANT && !offered.contains("passkey")));
    }

    /** Mails a code. @return seconds to wait where there were too many, else 0 */
    int mail(Standing standing, @Nullable String device) {
        Attempt attempt = standing.attempt();
        Ways ways = identity.ways(WaysOrder.of(attempt.subject(), attempt.amr(), true, device))
                .await()
                .indefinitely();
        return ways.retryAfterSeconds();
    }

    /** @param session the cookie of the session that the browser shows */
    Outcome code(Standing standing, String code, @Nullable String device, @Nullable String session) {
        Attempt attempt = standing.attempt();
        return prove(
                standing,
                SecondStep.code(attempt.subject(), attempt.amr(), attempt.authTime(), attempt.basis(), code, device),
                session);
    }

    /** @param browser the secret of the browser that was given the challenge */
    Outcome passkey(
            Standing standing,
            PasskeyAssertion assertion,
            String browser,
            @Nullable String device,
            @Nullable String session) {
        Attempt attempt = standing.attempt();
        return prove(
                standing,
                SecondStep.passkey(
                        attempt.subject(),
                        attempt.amr(),
                        attempt.authTime(),
                        attempt.basis(),
                        assertion,
                        browser,
                        device),
                session);
    }

    private Outcome prove(Standing standing, SecondStep step, @Nullable String session) {
        return switch (identity.secondStep(step).await().indefinitely()) {
            case Authenticated user -> proved(standing, user, session);
            case Refused ignored -> new Wrong();
            case Throttled(int seconds) -> new Wait(seconds, false);
            case Busy(int seconds) -> new Wait(seconds, true);
        };
    }

    private Outcome proved(Standing standing, Authenticated user, @Nullable String session) {
        Optional<? extends SignIn.Opening> opening = standing.stepUp()
                ? signIn.stepUp(user, standing.cookie())
                : attempts.take(standing.cookie())
                        .map(taken -> signIn.open(user, new Arrival(session, taken.remember(), taken.moment())));
        return opening.<Outcome>map(came -> switch (came) {
                    case SignIn.SignedIn signedIn -> new Done(signedIn, Demand.met(standing.acr(), user.amr()));
                    case SignIn.Overtaken() -> new Overtaken();
                })
                .orElseGet(Late::new);
    }

    /** Begins anew. */
    void forget(Standing standing) {
        if (!standing.stepUp()) {
            attempts.take(standing.cookie());
        }
    }
}
