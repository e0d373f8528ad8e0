package dev.gatehouse.identity.home;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.identity.user.Account;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A {@code /verify} beside the tests of pages, to which a session's cookie itself says whose it is. */
public final class Visits implements QuarkusTestResourceLifecycleManager {
    private static final String FORM = "application/x-www-form-urlencoded";
    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.createContext("/verify", Visits::verify);
            started.start();
            server = started;
            return Map.of(
                    "gatehouse.peers.token",
                    "http://127.0.0.1:" + started.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static void verify(HttpExchange call) throws IOException {
        try (call) {
            Headers sent = call.getRequestHeaders();
            String cookie = sent.getFirst("Cookie").replaceFirst("^" + SessionService.COOKIE + "=", "");
            boolean form = sent.getFirst("X-Forwarded-Method").equals("POST");
            if (form && !CsrfToken.matches(cookie, sent.getFirst("X-CSRF-Token"))) {
                call.sendResponseHeaders(403, -1);
                return;
            }
            String[] said = new String(Base64.getUrlDecoder().decode(cookie), UTF_8).split(" ");
            Headers answer = call.getResponseHeaders();
            answer.set("X-Auth-Subject", said[0]);
            answer.set("X-Auth-Username", said[1]);
            answer.set("X-Auth-Method", "session");
            answer.set("X-Auth-Scope", "openid account");
            answer.set("X-Auth-Time", said[2]);
            byte[] body = ("{\"acr\":\"" + said[3] + "\"}").getBytes(UTF_8);
            call.sendResponseHeaders(200, body.length);
            call.getResponseBody().write(body);
        }
    }

    /** Somebody before a browser. @param ago since they have signed in @param acr how well */
    public record Visit(Account account, Duration ago, AuthenticationClass acr) {
        /** Just now, by a password. */
        public static Visit of(Account account) {
            return new Visit(account, Duration.ZERO, AuthenticationClass.SINGLE);
        }

        public Visit ago(Duration time) {
            return new Visit(account, time, acr);
        }

        public Visit withMore() {
            return new Visit(account, ago, AuthenticationClass.MULTIPLE);
        }

        /** A call with another cookie beside. */
        RequestSpecification with(String cookie, String value) {
            return browser().cookie(cookie, value);
        }

        /** Opens a page. */
        public Response get(String path) {
            return browser().get(path);
        }

        /** Opens a page in German. */
        public Response german(String path) {
            return browser().header("Accept-Language", "de").get(path);
        }

        /** Sends a form of ours. @param fields names and values in turn */
        public Response post(String path, String... fields) {
            // One reading of the clock: it goes into the cookie, to which the token belongs.
            String cookie = cookie();
            RequestSpecification form = browser(cookie).contentType(FORM).formParam("csrf_token", CsrfToken.of(cookie));
            for (int i = 0; i < fields.length; i += 2) {
                form.formParam(fields[i], fields[i + 1]);
            }
            return form.post(path);
        }

        /** Sends one that another site has made. */
        public Response forged(String path) {
            return browser().contentType(FORM).formParam("csrf_token", "x").post(path);
        }

        private RequestSpecification browser() {
            return browser(cookie());
        }

        private static RequestSpecification browser(String session) {
            return given().redirects()
                    .follow(false)
                    .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                    .cookie(SessionService.COOKIE, session);
        }

        private String cookie() {
            String said = String.join(
                    " ",
                    account.id().toString(),
                    account.username(),
                    Long.toString(Instant.now().minus(ago).getEpochSecond()),
                    acr.value());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(said.getBytes(UTF_8));
        }
    }
}
