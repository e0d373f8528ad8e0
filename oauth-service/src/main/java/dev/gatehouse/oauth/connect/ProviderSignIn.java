package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.peer.FederatedIdentity;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.oauth.connect.Ways.Way;
import dev.gatehouse.oauth.page.Mishap;
import dev.gatehouse.oauth.provider.UpstreamProvider;
import dev.gatehouse.oauth.upstream.UpstreamSessions;
import dev.gatehouse.oauth.visit.Visits;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens a session for whom a provider has named. Blocks. */
@Singleton
class ProviderSignIn {
    /** So much the clock there may be behind: what was proved then counts as proved when the browser set out. */
    private static final Duration BEHIND = Duration.ofSeconds(10);

    private final IdentityService identity;
    private final SessionService sessions;
    private final Visits visits;
    private final UpstreamSessions upstreamSessions;

    ProviderSignIn(
            IdentityService identity, SessionService sessions, Visits visits, UpstreamSessions upstreamSessions) {
        this.identity = identity;
        this.sessions = sessions;
        this.visits = visits;
        this.upstreamSessions = upstreamSessions;
    }

    /** What came of it. */
    sealed interface Outcome permits SignedIn, NotSignedIn {}

    record SignedIn(SessionService.Opened opened) implements Outcome {}

    record NotSignedIn(Mishap mishap) implements Outcome {}

    /**
     * The browser that is back.
     *
     * @param session the cookie of the session that it shows
     * @param device what it keeps of having signed in before
     */
    record Browser(@Nullable String session, @Nullable String device) {}

    /** @param named whom the provider has named, {@code there} what it said beside that */
    Outcome finish(UpstreamProvider provider, UpstreamUser there, UpstreamUser named, Way way, Browser browser) {
        Optional<FederatedIdentity> who = UpstreamClaims.identity(provider, named.claims());
        if (who.isEmpty()) {
            return new NotSignedIn(Mishap.NOBODY);
        }
        Optional<Instant> proved = UpstreamClaims.authTime(provider, there.claims(), Instant.now());
        FederatedIdentity known = who.get().from(browser.device());
        Instant anew = way.anew();
        if (anew == null) {
            return signIn(provider, there, known.provedAt(proved.orElse(null)), way, browser);
        }
        Optional<Instant> since = since(proved, anew);
        if (since.isEmpty()) {
            return new NotSignedIn(Mishap.NOT_ANEW);
        }
        UUID expected = visits.session(browser.session())
                .map(SessionService.Live::subject)
                .orElse(null);
        return signIn(provider, there, known.provedAt(since.get()).of(expected), way, browser);
    }

    /** When it was proved, where that was after the browser had set out; a provider that was told to ask anew may not have. */
    static Optional<Instant> since(Optional<Instant> proved, Instant anew) {
        return proved.filter(at -> !at.isBefore(anew.minus(BEHIND))).map(at -> at.isBefore(anew) ? anew : at);
    }

    private Outcome signIn(
            UpstreamProvider provider, UpstreamUser there, FederatedIdentity known, Way way, Browser browser) {
        return switch (identity.federated(known).await().indefinitely()) {
            case IdentityService.Refused refused ->
                new NotSignedIn(
                        refused.code().equals(IdentityService.Refused.ANOTHER_USER)
                                ? Mishap.NOT_YOU
                                : Mishap.ACCOUNT_REFUSED);
            case IdentityService.Busy(int ignored) -> new NotSignedIn(Mishap.BUSY);
            case IdentityService.Throttled(int ignored) -> new NotSignedIn(Mishap.THROTTLED);
            case Authenticated user -> open(provider, there, user, way, browser);
        };
    }

    private Outcome open(UpstreamProvider provider, UpstreamUser there, Authenticated user, Way way, Browser browser) {
        var order = SessionService.Open.of(user, browser.session(), way.remember() ? true : null);
        return switch (sessions.open(order).await().indefinitely()) {
            case SessionService.Opened opened ->
                goesOn(provider, there, new SessionService.Named(user.subject(), opened.sid()))
                        ? new SignedIn(opened)
                        : new NotSignedIn(Mishap.OVERTAKEN);
            case SessionService.Overtaken() -> new NotSignedIn(Mishap.OVERTAKEN);
        };
    }

    /** Whether it is not over there by now; else it is here, too. */
    private boolean goesOn(UpstreamProvider provider, UpstreamUser there, SessionService.Named session) {
        if (there.idToken() == null || upstreamSessions.began(provider, session, there.claims(), there.idToken())) {
            return true;
        }
        sessions.signOut(new SessionService.SignOut(session.sid(), session.subject(), null))
                .await()
                .indefinitely();
        return false;
    }
}
