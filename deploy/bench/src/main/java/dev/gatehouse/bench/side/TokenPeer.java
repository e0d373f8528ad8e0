package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Refreshing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** As the other services ask token-service: for tokens, and for revocations. */
final class TokenPeer {
    private static final String MINT = "/internal/tokens";
    private static final String REFRESH = MINT + "/refresh";

    private final URI service;
    private final String secret;

    /** Of the token-service at {@code service}, under the secret that the services share. */
    TokenPeer(URI service, String secret) {
        this.service = service;
        this.secret = secret;
    }

    /**
     * A token that somebody holds.
     *
     * @param id its {@code jti}
     */
    record Token(String value, String id) {}

    /** @param id the subject of the user's tokens */
    record User(String id, String username) {}

    /** What oauth-service sends for client credentials; one supplier for each connection. */
    Supplier<byte[]> orders(String scope) {
        String client = UUID.randomUUID().toString();
        return new Supplier<>() {
            private final ServiceToken token = token();
            private String shown = "";
            private byte @Nullable [] request;

            @Override
            public byte[] get() {
                String authorization = token.authorization();
                byte[] ready = request;
                if (ready == null || !authorization.equals(shown)) {
                    shown = authorization;
                    ready = new Wire(service)
                            .json(MINT, authorization, order(client, scope).encode());
                    request = ready;
                }
                return ready;
            }
        };
    }

    /** A JWT of a client of its own. */
    Token mint(String scope) {
        var minted = new JsonObject(Http.send(post(MINT, order(UUID.randomUUID().toString(), scope)))
                .body());
        return new Token(minted.getString("access_token"), minted.getString("token_id"));
    }

    /** A grant of the user to a client of its own, which is refreshed again and again. */
    Refreshing grant(User user, String scope) {
        String client = UUID.randomUUID().toString();
        var order = order(client, scope)
                .put("subject", user.id())
                .put("username", user.username())
                .put("auth_time", Instant.now().toString())
                .put("refresh", true);
        String first = new JsonObject(Http.send(post(MINT, order)).body()).getString("refresh_token");
        var shown = new ServiceToken(secret, "token-service");
        return new Refreshing(
                token -> new Wire(service)
                        .json(
                                REFRESH,
                                shown.authorization(),
                                new JsonObject()
                                        .put("refresh_token", token)
                                        .put("client_id", client)
                                        .put("allowed", scope)
                                        .encode()),
                first);
    }

    /** Revokes the token of that {@code jti}. */
    void revoke(String id) {
        Http.send(
                post(MINT + "/revocations", new JsonObject().put("kind", "jti").put("value", id)), 204);
    }

    private HttpRequest.Builder post(String path, JsonObject body) {
        return Http.json(service, path, body).header("Authorization", token().authorization());
    }

    private ServiceToken token() {
        return new ServiceToken(secret, "token-service");
    }

    private static JsonObject order(String client, String scope) {
        return new JsonObject()
                .put("subject", client)
                .put("client_id", client)
                .put("scope", scope)
                .put("format", "jwt")
                .put("refresh", false)
                .put("amr", new JsonArray())
                .put("since", Instant.now().toString());
    }
}
