package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.answer.Recipient;
import dev.gatehouse.oauth.answer.Replies;
import dev.gatehouse.oauth.answer.Reply;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.code.CodeGrant;
import dev.gatehouse.oauth.code.CodeStore;
import dev.gatehouse.oauth.logout.SessionClients;
import dev.gatehouse.oauth.page.Mishap;
import dev.gatehouse.oauth.pushed.PushedRequests;
import dev.gatehouse.oauth.request.AuthorizationRequest;
import dev.gatehouse.oauth.request.Claims;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Ends a request with a code. Blocks. */
@Singleton
final class Codes {
    private final CodeStore codes;
    private final Replies replies;
    private final PushedRequests pushed;
    private final SessionClients sessionClients;

    Codes(CodeStore codes, Replies replies, PushedRequests pushed, SessionClients sessionClients) {
        this.codes = codes;
        this.replies = replies;
        this.pushed = pushed;
        this.sessionClients = sessionClients;
    }

    /** The user has said no. */
    Outcome deny(AuthorizationRequest request, RegisteredClient client, Spending spending) {
        return spent(replies.error(recipient(request, client), "access_denied", "the user did not allow it"), spending);
    }

    /** @param reply made before: where it cannot be, nothing is spent */
    private Outcome spent(Optional<Reply> reply, Spending spending) {
        return reply.isPresent() && !spending.by(pushed)
                ? new Outcome.ShowError(Mishap.REQUEST_GONE)
                : Outcome.answered(reply);
    }

    static Recipient recipient(AuthorizationRequest request, RegisteredClient client) {
        return new Recipient(client, request.redirectUri(), request.state(), request.mode());
    }

    /** @param scope that the user lets the client have */
    Outcome give(AuthorizationRequest request, RegisteredClient client, Live live, Scope scope, Spending spending) {
        String code = Secrets.random();
        Outcome outcome = spent(replies.code(recipient(request, client), code), spending);
        if (outcome instanceof Outcome.Answered) {
            sessionClients.note(live, request.clientId());
            codes.issue(code, grant(request, live, scope)).await().indefinitely();
        }
        return outcome;
    }

    private static CodeGrant grant(AuthorizationRequest request, Live live, Scope scope) {
        Claims claims = request.claims().within(scope);
        return new CodeGrant(
                request.clientId(),
                request.redirectUri(),
                request.codeChallenge(),
                request.nonce(),
                live.subject(),
                live.username(),
                scope.within(request.scope()),
                live.sid(),
                live.authTime(),
                live.amr(),
                Instant.now(),
                request.resources(),
                new CodeGrant.AskedClaims(claims.userinfo(), claims.idToken()),
                request.details(),
                request.dpopJkt(),
                live.signedInAt());
    }
}
