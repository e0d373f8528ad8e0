package dev.gatehouse.suite.setup;

import dev.gatehouse.suite.setup.Peer.Holder;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Tokens, sessions and API keys that are to be revoked, each by one of its names. */
public final class Victims {
    public static final List<String> KINDS = List.of("jti", "grant", "sid", "client", "user", "consent");
    private final Gatehouse gatehouse;
    private final URI sessions;
    private final Peer peer;

    /** @param peer by whom they are made */
    public Victims(Gatehouse gatehouse, Peer peer) {
        this.gatehouse = gatehouse;
        this.sessions = URI.create("http://127.0.0.1:" + gatehouse.port("session"));
        this.peer = peer;
    }

    /**
     * What is sent.
     *
     * @param lasting whether it outlives the loss of Redis: a JWT or an API key, and no opaque token or session
     */
    public record Shown(String header, String value, boolean lasting) {
        /** A token or a key in the header {@code Authorization}. */
        public static Shown bearer(String token) {
            return new Shown("Authorization", "Bearer " + token, !token.startsWith("gha_"));
        }
    }

    /**
     * One that is going to be revoked: {@link #what} it is, for whoever reads of it, and its {@link #name} among those of a
     * {@link #kind}.
     */
    public static final class Victim {
        public final Shown shown;
        public final String what;
        public final String kind;
        public final String name;
        /** From here on it may be refused. */
        public volatile boolean begun;
        /** From here on it must never be accepted. */
        public volatile boolean gone;

        Victim(Shown shown, String what, String kind, String name) {
            this.shown = shown;
            this.what = what;
            this.kind = kind;
            this.name = name;
        }
    }

    /** One more; empty while Redis is away. */
    public Optional<Victim> next() throws Exception {
        var random = ThreadLocalRandom.current();
        String user = UUID.randomUUID().toString();
        return switch (random.nextInt(8)) {
            case 0 ->
                peer.open(sessions, user).map(session -> {
                    var cookie = new Shown("Cookie", "__Host-gatehouse=" + session.cookie(), false);
                    return random.nextBoolean()
                            ? new Victim(cookie, "a session by itself", "sid", session.sid())
                            : new Victim(cookie, "a session by its user", "user", user);
                });
            case 1 -> {
                Optional<String> owner = known();
                yield owner.isEmpty()
                        ? Optional.empty()
                        : peer.key(owner.get())
                                .map(key -> new Victim(Shown.bearer(key), "an API key", "user", owner.get()));
            }
            default -> {
                String kind = KINDS.get(random.nextInt(KINDS.size()));
                yield peer.mint(holder(), random.nextInt(5) == 0 ? "opaque" : "jwt")
                        .map(token ->
                                new Victim(Shown.bearer(token.value()), "a token by " + kind, kind, token.name(kind)));
            }
        };
    }

    /** The id of a new user of identity-service, for whose keys it is asked; empty while Redis is away. */
    private Optional<String> known() {
        Response answer = gatehouse
                .asAdmin()
                .contentType("application/json")
                .body(Map.of("username", "storm-" + UUID.randomUUID()))
                .post("/users/administered");
        return answer.statusCode() == 201 ? Optional.of(answer.path("id")) : Optional.empty();
    }

    /** An API key of a new user; empty while Redis is away. */
    public Optional<Shown> key() throws IOException, InterruptedException {
        Optional<String> owner = known();
        return owner.isEmpty() ? Optional.empty() : peer.key(owner.get()).map(Shown::bearer);
    }

    /** An access token; empty while Redis is away. */
    public Optional<Shown> jwt() throws IOException, InterruptedException {
        return peer.mint(holder(), "jwt").map(token -> Shown.bearer(token.value()));
    }

    private static Holder holder() {
        return new Holder(
                UUID.randomUUID().toString(),
                "app-" + UUID.randomUUID(),
                UUID.randomUUID().toString(),
                "openid profile");
    }
}
