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

    /** @param refusal never one that is in order */
    record Tell(Checked refusal) implements Received {}

    /** @param parameters those that mean something */
    Received receive(FormParameters parameters, Optional<RegisteredClient> found) {
        if (found.isEmpty() || parameters.repeated().contains(Parameters.CLIENT_ID)) {
            return new Tell(new ForTheUser(Mishap.UNKNOWN_APPLICATION));
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
            return check(parameters, parameters, client, null);
        }
        return PushedRequests.named(uri)
                ? byName(uri, parameters, client)
                : read(objects.byReference(client, uri), parameters, client);
    }

    private Received byName(String uri, FormParameters brought, RegisteredClient client) {
        Optional<PushedRequests.Request> kept = pushed.find(client.clientId(), uri);
        if (kept.isEmpty()) {
            return new Tell(RequestCheck.refusal(
                    brought,
                    client,
                    "invalid_request_uri",
                    "the request is answered, too old, or unknown",
                    Mishap.REQUEST_GONE));
        }
        return check(
                Parameters.onTheWay(kept.get().parameters(), brought),
                named(uri, brought, client),
                client,
                kept.get().once() ? uri : null);
    }

    private Received read(RequestObjects.Reading reading, FormParameters brought, RegisteredClient client) {
        return switch (reading) {
            case RequestObjects.Wrong(String error, String description) -> refused(brought, client, error, description);
            case RequestObjects.Read read -> {
                FormParameters asked = Parameters.onTheWay(read.parameters(), brought);
                // What nobody signed anybody can send: it is carried as any other.
                yield check(asked, read.signed() ? named(kept(read, client), brought, client) : asked, client, null);
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

    private Received check(
            FormParameters asked, FormParameters carried, RegisteredClient client, @Nullable String uri) {
        return switch (RequestCheck.check(asked, Optional.of(client))) {
            case InOrder(AuthorizationRequest request) -> {
                if (Profile.pushedAlone(client) && uri == null) {
                    yield refused(asked, client, "invalid_request", "the client has to push its requests");
                }
                Sent sent = hinted(asked, carried, client, uri);
                yield Parameters.tooLong(sent.carried())
                        ? refused(asked, client, "invalid_request", "the request is longer than 3 KiB")
                        : new Ready(request, client, sent);
            }
            case ForTheUser told -> new Tell(told);
            case ForTheClient told -> new Tell(told);
        };
    }

    private static Received refused(
            FormParameters parameters, RegisteredClient client, String error, String description) {
        return new Tell(RequestCheck.refusal(parameters, client, error, description, Mishap.REQUEST_UNREADABLE));
    }

    private Sent hinted(FormParameters asked, FormParameters carried, RegisteredClient client, @Nullable String uri) {
        String token = asked.get(Parameters.ID_TOKEN_HINT);
        if (token == null) {
            return new Sent(asked, carried, asked.get(Parameters.HINTED_USER), uri);
        }
        String hinted = hinted(token, client);
        Map<String, String> instead = hinted == null ? Map.of() : Map.of(Parameters.HINTED_USER, hinted);
        var shorter =
                FormParameters.parse(carried.encode(Set.of(Parameters.ID_TOKEN_HINT, Parameters.HINTED_USER), instead));
        return new Sent(asked, shorter, hinted, uri);
    }

    /** Null where it is no ID token of the client's that can still be read: as though there were none. */
    private @Nullable String hinted(String token, RegisteredClient client) {
        if (token.length() > LONGEST_HINT) {
            return null;
        }
        return switch (signatures.hint(new IdTokenHint(token)).await().indefinitely()) {
            case Hint hint -> hint.audience().equals(client.clientId()) ? hint.subject() : null;
            case NoHint() -> null;
        };
    }
}
