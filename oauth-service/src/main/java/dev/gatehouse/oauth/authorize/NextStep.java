package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.authorize.AuthorizationRequest.Prompt;
import dev.gatehouse.oauth.consent.GrantableScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides what a request needs next, given the session and the consents; pure. */
sealed interface NextStep {
    /** No session: the user signs in. */
    record SignIn() implements NextStep {}

    /** There is a session, but the request asks for a fresh sign-in. @param after the instant it must be later than */
    record SignInAnew(Instant after) implements NextStep {}

    record AskConsent(Live session, Scope scope) implements NextStep {}

    record GiveCode(Live session, Scope scope) implements NextStep {}

    /** The client is told (OpenID Connect Core, section 3.1.2.6). */
    record Deny(String error, String description) implements NextStep {}

    /**
     * @param consented what the user lets the client do; only asked where it matters
     * @param memory how long a renewed sign-in counts for the request that asked for it
     */
    static NextStep of(
            AuthorizationRequest request,
            Optional<Live> session,
            Supplier<Scope> consented,
            Instant now,
            Duration memory) {
        boolean silent = request.prompts(Prompt.none);
        if (session.isEmpty()) {
            if (silent) {
                return new Deny("login_required", "nobody is signed in");
            }
            // A mark of when, so that the one sign-in that follows is enough for what the request demands of it.
            boolean demanding = request.prompts(Prompt.login) || request.maxAge() != null;
            return demanding ? new SignInAnew(now) : new SignIn();
        }
        Live live = session.get();
        Optional<Instant> anew = anew(request, live, now, memory);
        if (anew.isPresent()) {
            return silent ? new Deny("login_required", "the sign-in is too old") : new SignInAnew(anew.get());
        }
        Scope scope = GrantableScope.of(request.scope(), live.scope());
        if (scope.isEmpty()) {
            return new Deny("invalid_scope", "the user has nothing of that scope");
        }
        if (!request.prompts(Prompt.consent) && consented.get().covers(scope)) {
            return new GiveCode(live, scope);
        }
        return silent ? new Deny("consent_required", "the user was not asked yet") : new AskConsent(live, scope);
    }

    /** The instant after which the user must sign in, empty where the sign-in is fresh enough. */
    private static Optional<Instant> anew(AuthorizationRequest request, Live live, Instant now, Duration memory) {
        Instant asked = request.loginAfter();
        // An old or a future mark was not set for this visit.
        if (asked != null && !asked.isAfter(now) && asked.isAfter(now.minus(memory))) {
            return live.authTime().isBefore(asked) ? Optional.of(asked) : Optional.empty();
        }
        boolean tooOld = request.maxAge() != null
                && Duration.between(live.authTime(), now).compareTo(Duration.ofSeconds(request.maxAge())) > 0;
        return asked != null || tooOld || request.prompts(Prompt.login) ? Optional.of(now) : Optional.empty();
    }
}
