package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.consent.GrantableScope;
import dev.gatehouse.oauth.request.AuthorizationRequest;
import dev.gatehouse.oauth.request.AuthorizationRequest.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides what a request needs next, given the session and the consents; pure. */
sealed interface NextStep {
    /** No session. */
    record SignIn() implements NextStep {}

    /** No session, and the request asks for an account to be made. @param after the instant that the sign-in with it follows */
    record SignUp(Instant after) implements NextStep {}

    /** A session that has proved too little: the sign-in page asks for what is missing. */
    record StepUp() implements NextStep {}

    /** There is a session, but the request asks for a fresh sign-in. @param after the instant it must be later than */
    record SignInAnew(Instant after) implements NextStep {}

    /** The same, but whoever is signed in is not whom it asks for: any name may sign in. */
    record SignInAsAnother(Instant after) implements NextStep {}

    /** @param scope that the user has to allow */
    record AskConsent(Live session, Scope scope) implements NextStep {}

    /** @param scope that the user allows */
    record GiveCode(Live session, Scope scope) implements NextStep {}

    /** The client is told (OpenID Connect Core, section 3.1.2.6). */
    record Deny(String error, String description) implements NextStep {}

    /** However little max_age allows: so long a sign-in that the request asked for may take, with all its factors. */
    Duration SIGN_IN = Duration.ofMinutes(5);

    /**
     * Who comes with the request.
     *
     * @param askedAt when the user was sent to sign in for this very request, empty where they were not
     * @param steppedUp whether the user was sent to prove more for it
     * @param user the one of the session as the client knows them; null without a session
     * @param hinted the user whom the client expects, as it knows them; null for anyone
     * @param trusted whether the client is the house's own, which needs no consent
     */
    record Visit(
            Optional<Live> session,
            Optional<Instant> askedAt,
            boolean steppedUp,
            @Nullable String user,
            @Nullable String hinted,
            boolean trusted,
            Instant now) {}

    /** @param consented what the user lets the client do; only asked where it matters */
    static NextStep of(AuthorizationRequest request, Visit visit, Supplier<Scope> consented) {
        Optional<Live> session = visit.session();
        Instant now = visit.now();
        boolean silent = request.prompts(Prompt.none);
        if (session.isEmpty()) {
            if (silent) {
                return new Deny("login_required", "nobody is signed in");
            }
            // Whoever is signed in has an account, and needs no other.
            if (request.prompts(Prompt.create)) {
                return new SignUp(now);
            }
            // A mark of when, so that the one sign-in that follows is enough for what the request demands of it.
            boolean demanding = fresh(request) || request.maxAge() != null;
            return demanding ? new SignInAnew(now) : new SignIn();
        }
        Live live = session.get();
        Optional<Instant> anew = anew(request, visit.askedAt(), live, now);
        if (anew.isPresent()) {
            return silent ? new Deny("login_required", "the sign-in is too old") : new SignInAnew(anew.get());
        }
        if (other(request, visit)) {
            return silent || visit.askedAt().isPresent()
                    ? new Deny("login_required", "somebody else is signed in")
                    : new SignInAsAnother(now);
        }
        if (!reaches(request, live)) {
            if (silent) {
                return new Deny("login_required", "the sign-in is too weak");
            }
            // Once: whoever came back cannot do it (OpenID Connect Unmet Authentication Requirements 1.0; RFC 9470,
            // section 5).
            return visit.steppedUp()
                    ? new Deny("unmet_authentication_requirements", "the user cannot sign in so")
                    : new StepUp();
        }
        if (GrantableScope.of(request.scope(), live.scope()).isEmpty()) {
            return new Deny("invalid_scope", "the user has nothing of that scope");
        }
        Scope scope = GrantableScope.of(request.consentScope(), live.scope());
        // Details are asked for each time: no consent to them is remembered.
        boolean allowed = visit.trusted()
                || (request.details().isEmpty() && consented.get().covers(scope));
        if (!request.prompts(Prompt.consent) && allowed) {
            return new GiveCode(live, scope);
        }
        return silent ? new Deny("consent_required", "the user was not asked yet") : new AskConsent(live, scope);
    }

    private static boolean other(AuthorizationRequest request, Visit visit) {
        String user = visit.user();
        List<String> demanded = request.claims().subjects();
        return (visit.hinted() != null && !visit.hinted().equals(user))
                || (demanded != null && !demanded.contains(user));
    }

    private static boolean fresh(AuthorizationRequest request) {
        return request.prompts(Prompt.login) || request.prompts(Prompt.select_account);
    }

    private static boolean reaches(AuthorizationRequest request, Live live) {
        AuthenticationClass acr = request.acr();
        return acr == null
                || AuthenticationClass.of(live.amr())
                        .filter(reached -> reached.meets(acr))
                        .isPresent();
    }

    /** The instant after which the user must sign in, empty where the sign-in is fresh enough. */
    private static Optional<Instant> anew(
            AuthorizationRequest request, Optional<Instant> askedAt, Live live, Instant now) {
        // A provider may answer for a chosen account from a session of its own: that is a sign-in, but no proof of now.
        Instant answer = request.prompts(Prompt.login) ? live.authTime() : live.begun();
        if (askedAt.isPresent() && answer.isBefore(askedAt.get())) {
            return askedAt;
        }
        boolean anew = tooOld(request, askedAt, live, now) || (askedAt.isEmpty() && fresh(request));
        return anew ? Optional.of(now) : Optional.empty();
    }

    private static boolean tooOld(AuthorizationRequest request, Optional<Instant> askedAt, Live live, Instant now) {
        if (request.maxAge() == null) {
            return false;
        }
        boolean forIt = askedAt.isPresent() && !live.authTime().isBefore(askedAt.get());
        long most = forIt ? Math.max(request.maxAge(), SIGN_IN.toSeconds()) : request.maxAge();
        return Duration.between(live.authTime(), now).compareTo(Duration.ofSeconds(most)) > 0;
    }
}
