package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.answer.Recipient;
import dev.gatehouse.oauth.answer.Replies;
import dev.gatehouse.oauth.answer.Reply;
import dev.gatehouse.oauth.authorize.PendingRequests.Pending;
import dev.gatehouse.oauth.authorize.SignInPage.Demands;
import dev.gatehouse.oauth.authorize.SignInPage.Wanted;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.consent.ConsentStore;
import dev.gatehouse.oauth.page.Mishap;
import dev.gatehouse.oauth.request.AuthorizationRequest;
import dev.gatehouse.oauth.request.AuthorizationRequest.Prompt;
import dev.gatehouse.oauth.request.Parameters;
import dev.gatehouse.oauth.request.RequestCheck.ForTheClient;
import dev.gatehouse.oauth.request.RequestCheck.ForTheUser;
import dev.gatehouse.oauth.request.RequestCheck.InOrder;
import dev.gatehouse.oauth.subject.Subjects;
import dev.gatehouse.oauth.visit.Visits;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leads a browser from a request to a code. Blocks. */
@Singleton
final class Authorization {
    private final Clients clients;
    private final Visits visits;
    private final ConsentStore consents;
    private final PendingRequests pending;
    private final Codes codes;
    private final Reception reception;
    private final Replies replies;
    private final SignInPage signInPage;
    private final SignInMarks marks;
    private final Subjects subjects;

    Authorization(
            Clients clients,
            Visits visits,
            ConsentStore consents,
            PendingRequests pending,
            Codes codes,
            Reception reception,
            Replies replies,
            SignInPage signInPage,
            SignInMarks marks,
            Subjects subjects) {
        this.subjects = subjects;
        this.clients = clients;
        this.visits = visits;
        this.consents = consents;
        this.pending = pending;
        this.codes = codes;
        this.reception = reception;
        this.replies = replies;
        this.signInPage = signInPage;
        this.marks = marks;
    }

    /**
     * The same request as the address of a page. A form comes from another site, so without the session's cookie
     * (SameSite=Lax), which the browser brings along when it is led here.
     */
    Outcome form(FormParameters all) {
        return received(all, (request, sent, client) -> new Outcome.LeadTo(SignInPage.request(sent.carried())));
    }

    /** @param browser as {@link SignInMarks} know it */
    Outcome authorize(FormParameters all, @Nullable String cookie, FormToken browser) {
        return received(
                all, (request, sent, client) -> proceed(request, sent, client, browser, visits.session(cookie)));
    }

    private interface Next {
        Outcome with(AuthorizationRequest request, Sent sent, RegisteredClient client);
    }

    private Outcome received(FormParameters all, Next next) {
        FormParameters parameters = Parameters.known(all);
        Optional<RegisteredClient> client =
                clients.find(parameters.get(Parameters.CLIENT_ID)).await().indefinitely();
        return switch (reception.receive(parameters, client)) {
            case Reception.Ready(AuthorizationRequest request, RegisteredClient known, Sent sent) ->
                next.with(request, sent, known);
            case Reception.Tell(ForTheUser(Mishap mishap), var ignored) -> new Outcome.ShowError(mishap);
            case Reception.Tell(ForTheClient told, boolean silent) -> refused(told, silent, client.orElseThrow());
            case Reception.Tell(InOrder ignored, var silent) -> throw new IllegalStateException("that is no refusal");
        };
    }

    /** @param silent whether nothing may be shown */
    private Outcome refused(ForTheClient refused, boolean silent, RegisteredClient client) {
        Optional<Reply> reply = replies.error(
                new Recipient(client, refused.redirectUri(), refused.state(), refused.mode()),
                refused.error(),
                refused.description());
        return reply.isPresent() && client.origin().unverified() && !silent
                ? new Outcome.ShowRefusal(reply.get())
                : Outcome.answered(reply);
    }

    private Outcome deny(AuthorizationRequest request, RegisteredClient client, String error, String description) {
        return Outcome.answered(replies.error(Codes.recipient(request, client), error, description));
    }

    private Outcome proceed(
            AuthorizationRequest request,
            Sent sent,
            RegisteredClient client,
            FormToken browser,
            Optional<Live> session) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        FormParameters carried = sent.carried();
        var visit = new NextStep.Visit(
                session,
                marks.askedAt(carried, browser, now),
                carried.get(Parameters.STEPPED_UP) != null,
                session.map(live -> subjects.of(client, live.subject())).orElse(null),
                sent.hinted(),
                client.requests().firstParty(),
                now);
        NextStep step = NextStep.of(
                request,
                visit,
                () -> session.map(s -> consents.scope(s.subject(), client.clientId()))
                        .orElse(Scope.NONE));
        Demands demands = Demands.of(sent.asked(), request.acr());
        return switch (step) {
            case NextStep.SignIn() -> new Outcome.LeadTo(SignInPage.signIn(carried, demands));
            case NextStep.SignUp(Instant after) ->
                new Outcome.SignInAnew(signInPage.signUp(carried, demands, browser, after), browser);
            case NextStep.StepUp() -> new Outcome.LeadTo(SignInPage.stepUp(carried, demands));
            case NextStep.SignInAnew(Instant after) -> {
                Wanted wanted = Wanted.of(request, request.prompts(Prompt.select_account));
                yield new Outcome.SignInAnew(signInPage.signInAnew(carried, demands, wanted, browser, after), browser);
            }
            case NextStep.SignInAsAnother(Instant after) ->
                new Outcome.SignInAnew(
                        signInPage.signInAnew(carried, demands, Wanted.of(request, true), browser, after), browser);
            case NextStep.Deny(String error, String description) -> deny(request, client, error, description);
            case NextStep.GiveCode(Live live, Scope scope) ->
                codes.give(request, client, live, scope, Spending.of(sent.pushed()));
            case NextStep.AskConsent(Live live, Scope scope) ->
                new Outcome.ShowConsent(
                        pending.keep(new Pending(request, scope, live.sid(), sent.pushed())),
                        client,
                        client.origin().unverified() ? request.redirectUri() : null,
                        live.username(),
                        scope,
                        request.details(),
                        live.csrfToken());
        };
    }
}
