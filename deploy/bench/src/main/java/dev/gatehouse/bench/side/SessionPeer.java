package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Answer;
import dev.gatehouse.bench.load.Dialogue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As the other services ask session-service: for sessions of users whom they know, and whose session a cookie names. */
public final class SessionPeer {
    private static final String OPEN = "/internal/sessions";
    private static final String LOOKUP = OPEN + "/lookup";
    private static final Pattern COOKIE = Pattern.compile("__Host-gatehouse=([^;\"]+)");

    private final URI service;
    private final String secret;

    /** Of the session-service at {@code service}, under the secret that the services share. */
    SessionPeer(URI service, String secret) {
        this.service = service;
        this.secret = secret;
    }

    public URI service() {
        return service;
    }

    /** Opens one session after the other, each of a user of its own. @param opened is told the cookie of each */
    public Dialogue opening(Consumer<String> opened) {
        return new Opening(opened);
    }

    /** Looks up one of the cookies after the other, in no order. */
    public Dialogue lookup(List<String> cookies) {
        return new Lookup(List.copyOf(cookies));
    }

    private byte[] request(String path, ServiceToken token, JsonObject order) {
        return new Wire(service).json(path, token.authorization(), order.encode());
    }

    private ServiceToken token() {
        return new ServiceToken(secret, "session-service");
    }

    private final class Opening implements Dialogue {
        private final Consumer<String> opened;
        private final ServiceToken token = token();

        Opening(Consumer<String> opened) {
            this.opened = opened;
        }

        @Override
        public byte[] next() {
            UUID user = UUID.randomUUID();
            return request(
                    OPEN,
                    token,
                    new JsonObject()
                            .put(
                                    "user",
                                    new JsonObject()
                                            .put("outcome", "authenticated")
                                            .put("subject", user.toString())
                                            // As long as most are.
                                            .put(
                                                    "username",
                                                    "user-" + user.toString().substring(0, 8))
                                            .put("scope", "openid profile email account")
                                            .put("amr", new JsonArray().add("pwd"))
                                            .put("auth_time", Instant.now().toString())));
        }

        @Override
        public boolean accepts(Answer answer) {
            Matcher cookie = COOKIE.matcher(answer.text());
            boolean found = answer.successful() && cookie.find();
            if (found) {
                opened.accept(cookie.group(1));
            }
            return found;
        }
    }

    private final class Lookup implements Dialogue {
        private final List<String> cookies;
        private final ServiceToken token = token();

        Lookup(List<String> cookies) {
            this.cookies = cookies;
        }

        @Override
        public byte[] next() {
            String cookie = cookies.get(ThreadLocalRandom.current().nextInt(cookies.size()));
            return request(LOOKUP, token, new JsonObject().put("cookie", cookie).put("method", "GET"));
        }

        @Override
        public boolean accepts(Answer answer) {
            return answer.successful() && answer.text().contains("\"live\"");
        }
    }
}
