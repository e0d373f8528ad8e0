package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.SignatureService;
import dev.gatehouse.common.peer.SignatureService.Hint;
import dev.gatehouse.common.peer.SignatureService.IdTokenHint;
import dev.gatehouse.common.peer.SignatureService.NoHint;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.page.Mishap;
import dev.gatehouse.oauth.profile.Profile;
import dev.gatehouse.oauth.pushed.PushedRequests;
import dev.gatehouse.oauth.request.AuthorizationRequest;
import dev.gatehouse.oauth.request.AuthorizationRequest.Prompt;
import dev.gatehouse.oauth.request.Parameters;
import dev.gatehouse.oauth.request.RequestCheck;
import dev.gatehouse.oauth.request.RequestCheck.Checked;
import dev.gatehouse.oauth.request.RequestCheck.ForTheClient;
import dev.gatehouse.oauth.request.RequestCheck.ForTheUser;
import dev.gatehouse.oauth.request.RequestCheck.InOrder;
import dev.gatehouse.oauth.requestobject.RequestObjects;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes in what browsers bring. Blocks. */
@Singleton
final class Reception {
    private static final int LONGEST_HINT = 8 * 1024;
    private final SignatureService signatures;

    private final PushedRequests pushed;
    private final RequestObjects objects;

    Reception(SignatureService signatures, PushedRequests pushed, RequestObjects objects) {
        this.signatures = signatures;
        this.pushed = pushed;
        this.objects = objects;
    }

    /** What came in. */
    sealed interface Received permits Ready, Tell {}

    record Ready(AuthorizationRequest request, RegisteredClient client, Sent sent) implements Received {}

    /**
     * @param refusal never one that is in order
     * @param silent whether the request is one that nothing may be shown for
     */
    record Tell(Checked refusal, boolean silent) implements Received {}

    /** @param parameters those that mean something */
    Received receive(FormParameters parameters, Optional<RegisteredClient> found) {
        if (found.isEmpty() || parameters.repeated().contains(Parameters.CLIENT_ID)) {
            return new Tell(new ForTheUser(Mishap.UNKNOWN_APPLICATION), false);
        }
        RegisteredClient client = found.get();
        String object = parameters.get(Parameters.REQUEST);
        String uri = parameters.get(Parameters.REQUEST_URI);
        boolean twice = parameters.repeated().contains(Parameters.REQUEST)
                || parameters.repeated().contains(Parameters.REQUEST_URI);
        if (twice || (object != null && uri != null)) {
            return refused(parameters, client, "invalid_request", "the request is there more than once");
        }
        if (object != null) {
            return read(objects.byValue(client, object), parameters, client);
        }
        if (uri == null) {
            return check(parameters, () -> parameters, client, null);
        }
        return PushedRequests.named(uri)
                ? byName(uri, parameters, client)
                : read(objects.byReference(client, uri), parameters, client);
    }

    private Received byName(String uri, FormParameters brought, RegisteredClient client) {
        Optional<PushedRequests.Request> kept = pushed.find(client.clientId(), uri);
        if (kept.isEmpty()) {
            return tell(
                    RequestCheck.refusal(
                            brought,
                            client,
                            "invalid_request_uri",
                            "the request is answered, too old, or unknown",
                            Mishap.REQUEST_GONE),
                    brought);
        }
        return check(
                Parameters.onTheWay(kept.get().parameters(), brought),
                () -> named(uri, brought, client),
                client,
                kept.get().once() ? uri : null);
    }

    private Received read(RequestObjects.Reading reading, FormParameters brought, RegisteredClient client) {
        return switch (reading) {
            case RequestObjects.Wrong(String error, String description) -> refused(brought, client, error, description);
            case RequestObjects.Read read
            when read.signed() && !pushed.admits(client, read.object()) ->
                refused(brought, client, "temporarily_unavailable", "the client sends too many signed requests");
            case RequestObjects.Read read -> {
                FormParameters asked = Parameters.onTheWay(read.parameters(), brought);
                // What nobody signed anybody can send: it is carried as any other.
                yield check(
                        asked, () -> read.signed() ? named(kept(read, client), brought, client) : asked, client, null);
            }
        };
    }

    private String kept(RequestObjects.Read read, RegisteredClient client) {
        return pushed.keep(client.clientId(), read.parameters(), read.object());
    }

    private static FormParameters named(String uri, FormParameters brought, RegisteredClient client) {
        var name = new LinkedHashMap<String, List<String>>();
        name.put(Parameters.CLIENT_ID, List.of(client.clientId()));
        name.put(Parameters.REQUEST_URI, List.of(uri));
        return Parameters.onTheWay(new FormParameters(name), brought);
    }

    /** @param carried made of a request that is in order alone: what is made may have to be kept */
    private Received check(
            FormParameters asked, Supplier<FormParameters> carried, RegisteredClient client, @Nullable String uri) {
        return switch (RequestCheck.check(asked, client)) {
            case InOrder(AuthorizationRequest request) -> {
                if (Profile.pushedAlone(client) && uri == null) {
                    yield refused(asked, client, "invalid_request", "the client has to push its requests");
                }
                Meant meant = meant(asked, client);
                // Nobody can be asked who it is for, so nobody else is let through.
                if (meant instanceof Unreadable && request.prompts(Prompt.none)) {
                    yield refused(asked, client, "login_required", "id_token_hint is no ID token that can be read");
                }
                Sent sent = sent(asked, carried.get(), meant, uri);
                yield Parameters.tooLong(sent.carried())
                        ? refused(asked, client, "invalid_request", "the request is longer than 3 KiB")
                        : new Ready(request, client, sent);
            }
            case ForTheUser told -> tell(told, asked);
            case ForTheClient told -> tell(told, asked);
        };
    }

    private static Received refused(
            FormParameters parameters, RegisteredClient client, String error, String description) {
        return tell(
                RequestCheck.refusal(parameters, client, error, description, Mishap.REQUEST_UNREADABLE), parameters);
    }

    /** @param asked the parameters that count: beside a request object that was read, those in it (RFC 9101, section 6.3) */
    private static Tell tell(Checked refusal, FormParameters asked) {
        return new Tell(refusal, Prompt.none.name().equals(asked.get(Parameters.PROMPT)));
    }

    private static Sent sent(FormParameters asked, FormParameters carried, Meant meant, @Nullable String uri) {
        String hinted = meant instanceof User(String subject) ? subject : null;
        if (asked.get(Parameters.ID_TOKEN_HINT) == null) {
            return new Sent(asked, carried, hinted, uri);
        }
        Map<String, String> instead = hinted == null ? Map.of() : Map.of(Parameters.HINTED_USER, hinted);
        var shorter =
                FormParameters.parse(carried.encode(Set.of(Parameters.ID_TOKEN_HINT, Parameters.HINTED_USER), instead));
        return new Sent(asked, shorter, hinted, uri);
    }

    /** Whom a request is for. */
    private sealed interface Meant permits Anyone, User, Unreadable {}

    private record Anyone() implements Meant {}

    /** @param subject as the client knows them */
    private record User(String subject) implements Meant {}

    /** What came is no ID token of the client's that can still be read. */
    private record Unreadable() implements Meant {}

    private Meant meant(FormParameters asked, RegisteredClient client) {
        String token = asked.get(Parameters.ID_TOKEN_HINT);
        if (token == null) {
            String hinted = asked.get(Parameters.HINTED_USER);
            return hinted == null ? new Anyone() : new User(hinted);
        }
        if (token.length() > LONGEST_HINT) {
            return new Unreadable();
        }
        return switch (signatures.hint(new IdTokenHint(token)).await().indefinitely()) {
            case Hint hint -> hint.audience().equals(client.clientId()) ? new User(hint.subject()) : new Unreadable();
            case NoHint() -> new Unreadable();
        };
    }
}
