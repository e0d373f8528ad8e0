package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.peer.SessionService.CsrfRefused;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.peer.SessionService.NoSession;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.authorize.PendingRequests.Pending;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RedirectUris;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.consent.ConsentStore;
import dev.gatehouse.oauth.consent.GrantableScope;
import dev.gatehouse.oauth.page.Mishap;
import dev.gatehouse.oauth.request.AuthorizationRequest;
import dev.gatehouse.oauth.visit.Visits;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows from what the user pressed on the consent page. Blocks. */
@Singleton
final class Decision {
    private final Clients clients;
    private final Visits visits;
    private final ConsentStore consents;
    private final PendingRequests pending;
    private final Codes codes;

    Decision(Clients clients, Visits visits, ConsentStore consents, PendingRequests pending, Codes codes) {
        this.clients = clients;
        this.visits = visits;
        this.consents = consents;
        this.pending = pending;
        this.codes = codes;
    }

    /**
     * The form as it came.
     *
     * @param request the page that it is of
     * @param allowed what was pressed
     * @param sent what it came with
     */
    record Pressed(@Nullable String request, boolean allowed, Visits.Sent sent) {}

    Outcome of(Pressed pressed, @Nullable String cookie) {
        return switch (visits.form(cookie, pressed.sent())) {
            case NoSession() -> new Outcome.ShowError(Mishap.SIGNED_OUT);
            case CsrfRefused() -> new Outcome.ShowError(Mishap.FOREIGN_FORM);
            case Live live -> decided(pressed.request(), pressed.allowed(), live);
        };
    }

    private Outcome decided(@Nullable String id, boolean allowed, Live live) {
        if (id == null) {
            return new Outcome.ShowError(Mishap.REQUEST_GONE);
        }
        Optional<Pending> found = pending.find(id).filter(shown -> shown.sid().equals(live.sid()));
        if (found.isEmpty() || !pending.decide(id, allowed)) {
            return new Outcome.ShowError(Mishap.REQUEST_GONE);
        }
        AuthorizationRequest request = found.get().request();
        Optional<RegisteredClient> client =
                clients.find(request.clientId()).await().indefinitely();
        var spending = new Spending(found.get().pushed(), Secrets.sha256(id));
        return objection(request, client)
                .<Outcome>map(Outcome.ShowError::new)
                .orElseGet(() -> allowed
                        ? allow(found.get(), client.orElseThrow(), live, spending)
                        : codes.deny(request, client.orElseThrow(), spending));
    }

    /** The client may have changed, or be gone, since the page was shown. */
    static Optional<Mishap> objection(AuthorizationRequest request, Optional<RegisteredClient> client) {
        if (client.isEmpty() || !client.get().may(GrantType.authorization_code)) {
            return Optional.of(Mishap.APPLICATION_GONE);
        }
        return RedirectUris.registered(request.redirectUri(), client.get())
                ? Optional.empty()
                : Optional.of(Mishap.UNKNOWN_ADDRESS);
    }

    private Outcome allow(Pending shown, RegisteredClient client, Live live, Spending spending) {
        AuthorizationRequest request = shown.request();
        // The user's own rights may have shrunk while the page was open.
        Scope scope = GrantableScope.of(shown.scope(), live.scope());
        if (scope.isEmpty() || !consents.allow(live.subject(), request.clientId(), scope)) {
            return new Outcome.ShowError(Mishap.APPLICATION_GONE);
        }
        return codes.give(request, client, live, scope, spending);
    }
}
