package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.peer.FederatedIdentity;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.LinkOrder;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Links an account at a provider to the user who is signed in here. Blocks. */
@ApplicationScoped
class AccountLinking {
    private static final int LONGEST_COOKIE = 128;
    private final LinkIntentions intentions;
    private final IdentityService identity;
    private final SessionService sessions;

    AccountLinking(LinkIntentions intentions, IdentityService identity, SessionService sessions) {
        this.intentions = intentions;
        this.identity = identity;
        this.sessions = sessions;
    }

    /** What came of it. */
    sealed interface Outcome permits Linked, Forgotten, AnotherSession, AnothersAccount {}

    record Linked(String returnTo) implements Outcome {}

    /** It took too long, or was carried out before. */
    record Forgotten() implements Outcome {}

    /** Whoever wanted it is not signed in here any more. */
    record AnotherSession() implements Outcome {}

    /** The account there signs another user in. */
    record AnothersAccount() implements Outcome {}

    /**
     * The browser is back from the provider.
     *
     * @param link the intention that it set out with
     * @param session the session cookie, whose session has to be the one of the intention: else an intention from elsewhere
     *     could be put into this browser, or this browser's account at the provider be linked to someone else
     */
    Outcome finish(FederatedIdentity who, String link, @Nullable String session) {
        Optional<LinkIntention> taken = intentions.take(who.provider(), link);
        if (taken.isEmpty()) {
            return new Forgotten();
        }
        LinkIntention intention = taken.get();
        if (session == null || session.isBlank() || session.length() > LONGEST_COOKIE || !lives(session, intention)) {
            return new AnotherSession();
        }
        return switch (identity.link(new LinkOrder(intention.user(), who))
                .await()
                .indefinitely()) {
            case IdentityService.Linked() -> new Linked(intention.returnTo());
            case IdentityService.LinkedToAnother() -> new AnothersAccount();
            case IdentityService.NobodyToLink() -> new AnotherSession();
        };
    }

    private boolean lives(String cookie, LinkIntention intention) {
        return switch (sessions.lookup(CookieUse.reading(cookie)).await().indefinitely()) {
            case SessionService.Live live ->
                live.sid().equals(intention.sid()) && live.subject().equals(intention.user());
            case SessionService.NoSession() -> false;
            case SessionService.CsrfRefused() -> false;
        };
    }
}
