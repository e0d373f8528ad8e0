package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.answer.Reply;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.page.Mishap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a browser gets of the authorization endpoint. */
sealed interface Outcome {
    /** @param address of our own */
    record LeadTo(String address) implements Outcome {}

    record Answered(Reply reply) implements Outcome {}

    /** @param reply empty where it cannot be made: then the user is told so */
    static Outcome answered(Optional<Reply> reply) {
        return reply.<Outcome>map(Answered::new).orElseGet(() -> new ShowError(Mishap.UNANSWERABLE));
    }

    /** @param browser that has to be given its cookie, so that the request counts when it comes back */
    record SignInAnew(String address, FormToken browser) implements Outcome {}

    /**
     * @param request under which the decision is to come back
     * @param client that asks, as the page shows it
     * @param unverified where the answer goes to, if nobody vouches for the client; else null
     */
    record ShowConsent(
            String request,
            RegisteredClient client,
            @Nullable String unverified,
            String username,
            Scope scope,
            List<Map<String, Object>> details,
            String csrfToken)
            implements Outcome {}

    record ShowError(Mishap mishap) implements Outcome {}

    /**
     * The client is told, once the user wants to go there: nobody has vouched for it, and it may want no more than to be
     * led to from here (RFC 9700, section 4.11.2).
     *
     * @param reply with the error
     */
    record ShowRefusal(Reply reply) implements Outcome {}
}
