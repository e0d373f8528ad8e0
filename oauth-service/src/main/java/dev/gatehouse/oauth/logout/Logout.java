package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.peer.OAuthService.Elsewhere;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import dev.gatehouse.common.peer.SessionService.CsrfRefused;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.peer.SessionService.NoSession;
import dev.gatehouse.common.peer.SessionService.SignOut;
import dev.gatehouse.common.peer.SignatureService;
import dev.gatehouse.common.peer.SignatureService.Hint;
import dev.gatehouse.common.peer.SignatureService.IdTokenHint;
import dev.gatehouse.common.peer.SignatureService.NoHint;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.upstream.SignOutThere;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs users out at the wish of clients. Blocks; fails where a service is away that has to know of it. */
@Singleton
class Logout {
    private static final int LONGEST_COOKIE = 128;
    private final Clients clients;
    private final SessionService sessions;
    private final SignatureService signatures;
    private final FrontChannel frontChannel;
    private final SignOutThere signOutThere;

    Logout(
            Clients clients,
            SessionService sessions,
            SignatureService signatures,
            FrontChannel frontChannel,
            SignOutThere signOutThere) {
        this.signOutThere = signOutThere;
        this.clients = clients;
        this.sessions = sessions;
        this.signatures = signatures;
        this.frontChannel = frontChannel;
    }

    /** What the browser is shown. */
    sealed interface Outcome permits Over, AskUser, ShowError {}

    /**
     * Nobody is signed in here any more.
     *
     * @param exit where to lead the user; null for nowhere
     * @param frames what the browser is to open before
     * @param elsewhere where the user can sign out, too; null for nowhere, or where they are led on
     * @param setCookies whole values of Set-Cookie headers
     */
    record Over(
            @Nullable String exit,
            List<String> frames,
            @Nullable Elsewhere elsewhere,
            List<String> setCookies) implements Outcome {
        /** Nothing was to be ended. */
        static Over before(@Nullable String exit) {
            return new Over(exit, List.of(), null, List.of());
        }
    }

    record AskUser(LogoutStep.Ask step) implements Outcome {}

    record ShowError(Refusal refusal) implements Outcome {}

    /** Why nothing was done. */
    enum Refusal {
        UNREADABLE,
        ANOTHER_CLIENT,
        UNKNOWN_EXIT,
        FOREIGN_FORM
    }

    Outcome ask(LogoutRequest request, @Nullable String cookie) {
        Optional<Hint> hint = hint(request.hint());
        Optional<RegisteredClient> client = client(hint.map(Hint::audience).orElse(request.clientId()));
        return after(LogoutStep.of(request, hint, client, session(cookie)), cookie);
    }

    /** The user has pressed the button. @param use of the cookie, by the form */
    Outcome confirm(LogoutRequest request, Optional<CookieUse> use) {
        if (use.isEmpty()) {
            return Over.before(null);
        }
        String cookie = use.get().cookie();
        return switch (sessions.lookup(use.get()).await().indefinitely()) {
            case NoSession() -> Over.before(null);
            case CsrfRefused() -> new ShowError(Refusal.FOREIGN_FORM);
            case Live live -> after(LogoutStep.confirmed(request, client(request.clientId()), live), cookie);
        };
    }

    private Outcome after(LogoutStep step, @Nullable String cookie) {
        return switch (step) {
            case LogoutStep.AnotherClient() -> new ShowError(Refusal.ANOTHER_CLIENT);
            case LogoutStep.UnknownExit() -> new ShowError(Refusal.UNKNOWN_EXIT);
            case LogoutStep.Ask ask -> new AskUser(ask);
            case LogoutStep.NothingLeft(String exit) -> Over.before(exit);
            case LogoutStep.End(Live live, String exit) -> end(live, exit, cookie);
        };
    }

    private Outcome end(Live live, @Nullable String exit, @Nullable String cookie) {
        var order = new SignOut(live.sid(), live.subject(), cookie);
        // The session is forgotten with its end.
        List<String> frames = frontChannel.of(live.sid());
        Elsewhere elsewhere = exit == null ? signOutThere.of(live.sid()).orElse(null) : null;
        List<String> setCookies = sessions.signOut(order).await().indefinitely().setCookies();
        return new Over(exit, frames, elsewhere, setCookies);
    }

    private Optional<Hint> hint(@Nullable String token) {
        if (token == null) {
            return Optional.empty();
        }
        return switch (signatures.hint(new IdTokenHint(token)).await().indefinitely()) {
            case Hint hint -> Optional.of(hint);
            case NoHint() -> Optional.empty();
        };
    }

    private Optional<RegisteredClient> client(@Nullable String id) {
        return clients.find(id).await().indefinitely();
    }

    private Optional<Live> session(@Nullable String cookie) {
        if (cookie == null || cookie.isBlank() || cookie.length() > LONGEST_COOKIE) {
            return Optional.empty();
        }
        return switch (sessions.lookup(CookieUse.reading(cookie)).await().indefinitely()) {
            case Live live -> Optional.of(live);
            case NoSession() -> Optional.empty();
            case CsrfRefused() -> Optional.empty();
        };
    }
}
