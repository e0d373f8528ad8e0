package dev.gatehouse.common.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.requester.Requester;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A peer's paths under {@code /internal}: JSON there and back, with the service token on each call. */
record InternalPeer(String name, Peer peer, ServiceTokens tokens, ObjectMapper json) {
    <T> Uni<T> get(String path, Class<T> type) {
        return call(HttpMethod.GET, path, null).map(answer -> read(answer, type));
    }

    <T> Uni<T> post(String path, Object order, Class<T> type) {
        return call(HttpMethod.POST, path, written(order)).map(answer -> read(answer, type));
    }

    Uni<Void> post(String path, Object order) {
        return call(HttpMethod.POST, path, written(order)).replaceWithVoid();
    }

    Uni<Void> delete(String path) {
        return call(HttpMethod.DELETE, path, null).replaceWithVoid();
    }

    private Uni<Buffer> call(HttpMethod method, String path, @Nullable Buffer body) {
        return send(method, path, body).map(answer -> {
            expectSuccess(answer, method, path);
            return answer.body();
        });
    }

    private void expectSuccess(Peer.Answer answer, HttpMethod method, String path) {
        if (answer.status() / 100 != 2) {
            throw new PeerAway(name + " answered " + answer.status() + " to " + method + " " + path);
        }
    }

    private Uni<Peer.Answer> send(HttpMethod method, String path, @Nullable Buffer body) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", "Bearer " + tokens.tokenFor(name))
                .set("Accept", "application/json");
        Requester.current().ifPresent(requester -> requester.tell(headers));
        if (body != null) {
            headers.set("Content-Type", "application/json");
        }
        return peer.call(method, path, headers, body);
    }

    private Buffer written(Object order) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(order));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + order.getClass().getSimpleName() + " that is no JSON", e);
        }
    }

    private <T> T read(Buffer answer, Class<T> type) {
        try {
            return json.readValue(answer.getBytes(), type);
        } catch (IOException e) {
            // The text of what was read may be secret, and is not in the message.
            throw new PeerAway(name + " answered no " + type.getSimpleName());
        }
    }
}
