package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.answer.Recipient;
import dev.gatehouse.oauth.answer.Replies;
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
        return spending.by(pushed)
                ? new Outcome.Answered(
                        replies.error(recipient(request, client), "access_denied", "the user did not allow it"))
                : new Outcome.ShowError(Mishap.REQUEST_GONE);
    }

    static Recipient recipient(AuthorizationRequest request, RegisteredClient client) {
        return new Recipient(client, request.redirectUri(), request.state(), request.mode());
    }

    /** @param scope that the user lets the client have */
    Outcome give(AuthorizationRequest request, RegisteredClient client, Live live, Scope scope, Spending spending) {
        if (!spending.by(pushed)) {
            return new Outcome.ShowError(Mishap.REQUEST_GONE);
        }
        sessionClients.note(live, request.clientId());
        Claims claims = request.claims().within(scope);
        String code = codes.issue(new CodeGrant(
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
                        request.dpopJkt()))
                .await()
                .indefinitely();
        return new Outcome.Answered(replies.code(recipient(request, client), code));
    }
}
