package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import dev.gatehouse.common.peer.SessionService.CsrfRefused;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.peer.SessionService.NoSession;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.authorize.PendingRequests.Pending;
import dev.gatehouse.oauth.authorize.RequestCheck.ForTheClient;
import dev.gatehouse.oauth.authorize.RequestCheck.ForTheUser;
import dev.gatehouse.oauth.authorize.RequestCheck.InOrder;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.code.CodeGrant;
import dev.gatehouse.oauth.code.CodeStore;
import dev.gatehouse.oauth.consent.ConsentStore;
import dev.gatehouse.oauth.consent.GrantableScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leads a browser from a request to a code. Blocks. */
@ApplicationScoped
public class Authorization {
    private final Clients clients;
    private final SessionService sessions;
    private final ConsentStore consents;
    private final PendingRequests pending;
    private final CodeStore codes;
    private final Redirects redirects;
    private final AuthorizeConfig config;

    Authorization(
            Clients clients,
            SessionService sessions,
            ConsentStore consents,
            PendingRequests pending,
            CodeStore codes,
            Redirects redirects,
            AuthorizeConfig config) {
        this.clients = clients;
        this.sessions = sessions;
        this.consents = consents;
        this.pending = pending;
        this.codes = codes;
        this.redirects = redirects;
        this.config = config;
    }

    sealed interface Outcome permits LeadTo, ShowConsent, ShowError {}

    record LeadTo(String address) implements Outcome {}

    /** @param request under which the decision is to come back */
    record ShowConsent(String request, String clientName, String username, Scope scope, String csrfToken)
            implements Outcome {}

    /** @param status of HTTP */
    record ShowError(int status, String reason) implements Outcome {}

    Outcome authorize(FormParameters parameters, @Nullable String cookie) {
        Optional<RegisteredClient> client =
                clients.find(parameters.get("client_id")).await().indefinitely();
        return switch (RequestCheck.check(parameters, client)) {
            case ForTheUser(String reason) -> new ShowError(400, reason);
            case ForTheClient(String redirectUri, String state, String error, String description) ->
                new LeadTo(redirects.withError(redirectUri, state, error, description));
            case InOrder(AuthorizationRequest request) ->
                proceed(request, parameters, client.orElseThrow(), session(cookie));
        };
    }

    private Outcome proceed(
            AuthorizationRequest request, FormParameters parameters, RegisteredClient client, Optional<Live> session) {
        NextStep step = NextStep.of(
                request,
                session,
                () -> session.map(s -> consents.scope(s.subject(), client.clientId()))
                        .orElse(Scope.NONE),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                config.requestLifetime());
        return switch (step) {
            case NextStep.SignIn() -> new LeadTo(Redirects.signIn(parameters));
            case NextStep.SignInAnew(Instant after) -> new LeadTo(Redirects.signInAnew(parameters, after));
            case NextStep.Deny(String error, String description) ->
                new LeadTo(redirects.withError(request.redirectUri(), request.state(), error, description));
            case NextStep.GiveCode(Live live, Scope scope) -> giveCode(request, live, scope);
            case NextStep.AskConsent(Live live, Scope scope) ->
                new ShowConsent(
                        pending.keep(new Pending(request, scope, live.sid())),
                        client.clientName(),
                        live.username(),
                        scope,
                        live.csrfToken());
        };
    }

    /** @param allowed what the user pressed */
    Outcome decide(
            @Nullable String id,
            boolean allowed,
            @Nullable String csrfToken,
            @Nullable String cookie,
            @Nullable String origin) {
        if (!plausible(cookie) || cookie == null) {
            return new ShowError(400, "You are signed out. Please start again at the application.");
        }
        return switch (sessions.lookup(new CookieUse(cookie, "POST", shortened(csrfToken, 128), shortened(origin, 512)))
                .await()
                .indefinitely()) {
            case NoSession() -> new ShowError(400, "You are signed out. Please start again at the application.");
            case CsrfRefused() -> new ShowError(403, "The form was not sent from our page.");
            case Live live -> decided(id, allowed, live);
        };
    }

    private Outcome decided(@Nullable String id, boolean allowed, Live live) {
        Optional<Pending> found = id == null ? Optional.empty() : pending.take(id);
        if (found.isEmpty() || !found.get().sid().equals(live.sid())) {
            return new ShowError(400, "This request is decided or too old. Please start again at the application.");
        }
        AuthorizationRequest request = found.get().request();
        if (!allowed) {
            return new LeadTo(redirects.withError(
                    request.redirectUri(), request.state(), "access_denied", "the user did not allow it"));
        }
        // The user's own rights may have shrunk while the page was open.
        Scope scope = GrantableScope.of(found.get().scope(), live.scope());
        if (scope.isEmpty() || !consents.allow(live.subject(), request.clientId(), scope)) {
            return new ShowError(400, "The application is no longer known.");
        }
        return giveCode(request, live, scope);
    }

    private Outcome giveCode(AuthorizationRequest request, Live live, Scope scope) {
        String code = codes.issue(new CodeGrant(
                        request.clientId(),
                        request.redirectUri(),
                        request.codeChallenge(),
                        request.nonce(),
                        live.subject(),
                        live.username(),
                        scope,
                        live.sid(),
                        live.authTime(),
                        live.amr(),
                        Instant.now(),
                        request.resources()))
                .await()
                .indefinitely();
        return new LeadTo(redirects.withCode(request.redirectUri(), request.state(), code));
    }

    private Optional<Live> session(@Nullable String cookie) {
        if (cookie == null || !plausible(cookie)) {
            return Optional.empty();
        }
        return switch (sessions.lookup(new CookieUse(cookie, "GET", null, null))
                .await()
                .indefinitely()) {
            case Live live -> Optional.of(live);
            case NoSession() -> Optional.empty();
            case CsrfRefused() -> Optional.empty();
        };
    }

    private static boolean plausible(@Nullable String cookie) {
        return cookie != null && !cookie.isBlank() && cookie.length() <= 128;
    }

    /** Anything longer is wrong anyway, and stays so when it is cut. */
    private static @Nullable String shortened(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
