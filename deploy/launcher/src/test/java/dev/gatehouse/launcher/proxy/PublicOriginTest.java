package dev.gatehouse.launcher.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.launcher.process.LaunchFailure;
import dev.gatehouse.launcher.process.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy on its sockets, before a service that takes down what reaches it. */
class PublicOriginTest {
    private static final URI PUBLIC = URI.create("https://id.example");

    private record Seen(String method, String target, Map<String, List<String>> headers, String body) {}

    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final CountDownLatch secondEvent = new CountDownLatch(1);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer service;
    private final PublicOrigin proxy;
    private final int port;

    PublicOriginTest() throws IOException {
        service = HttpServer.create(new InetSocketAddress(Ports.loopback(), 0), 0);
        port = dev.gatehouse.backing.Ports.free();
        var ports = new EnumMap<Route.Upstream, Integer>(Route.Upstream.class);
        for (Route.Upstream upstream : Route.Upstream.values()) {
            ports.put(upstream, service.getAddress().getPort());
        }
        // Nobody is there.
        ports.put(Route.Upstream.OAUTH, dev.gatehouse.backing.Ports.free());
        proxy = PublicOrigin.listen(PUBLIC, Ports.loopbacks(), port, ports);
    }

    @BeforeEach
    void startTheService() {
        service.createContext("/", this::answer);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.start();
    }

    @AfterEach
    void stop() {
        secondEvent.countDown();
        http.close();
        proxy.close();
        service.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(new Seen(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        if (exchange.getRequestURI().getPath().equals("/revocations")) {
            events(exchange);
            return;
        }
        exchange.getResponseHeaders().add("Set-Cookie", "__Host-gatehouse=abc; Secure; HttpOnly; Path=/");
        exchange.sendResponseHeaders(201, body.isEmpty() ? -1 : body.length());
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    /** The second one comes only after the first has arrived. */
    private void events(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            out.write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (secondEvent.await(20, TimeUnit.SECONDS)) {
                out.write("data: second\n\n".getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder call) throws IOException, InterruptedException {
        return http.send(call.build(), BodyHandlers.ofString());
    }

    private Seen taken() throws InterruptedException {
        Seen call = seen.poll(10, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("nothing reached the service");
        }
        return call;
    }

    @Test
    void aCallReachesTheServiceAsItIsAndTheAnswerComesBack() throws Exception {
        HttpResponse<String> answer = send(call("/tokens/refresh?a=b%20c")
                .header("Authorization", "Bearer x")
                .POST(BodyPublishers.ofString("{}")));
        assertEquals(201, answer.statusCode());
        assertEquals("{}", answer.body());
        assertTrue(answer.headers().firstValue("Set-Cookie").orElseThrow().startsWith("__Host-gatehouse=abc;"));
        Seen call = taken();
        assertEquals("POST", call.method());
        assertEquals("/tokens/refresh?a=b%20c", call.target());
        assertEquals("{}", call.body());
        assertEquals(List.of("Bearer x"), call.headers().get("Authorization"));
    }

    @Test
    void theServiceHearsOfTheCallerFromTheProxy() throws Exception {
        send(call("/users/me")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Auth-Subject", "root")
                .header("Forwarded", "host=evil.example"));
        Map<String, List<String>> headers = taken().headers();
        assertEquals(List.of("127.0.0.1"), headers.get("X-forwarded-for"));
        assertEquals(List.of("id.example"), headers.get("X-forwarded-host"));
        assertEquals(List.of("https"), headers.get("X-forwarded-proto"));
        assertTrue(headers.keySet().stream().noneMatch(name -> name.equalsIgnoreCase("X-Auth-Subject")));
        assertTrue(headers.keySet().stream().noneMatch(name -> name.equalsIgnoreCase("Forwarded")));
    }

    @ParameterizedTest
    @CsvSource({
        "/internal/tokens, 404",
        "/q/health/ready, 404",
        "/usersx, 404",
        "/users/../internal/users, 400",
        "/users/%2e%2e/internal/users, 400",
        "/users%2finternal, 400",
        "//users, 400",
        "/users/%00, 400",
    })
    void whatIsNotPublicDoesNotReachTheService(String target, int status) throws Exception {
        assertTrue(raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .startsWith("HTTP/1.1 " + status + " "));
        assertTrue(seen.isEmpty());
    }

    @Test
    void refusalsAreProblems() throws Exception {
        HttpResponse<String> answer = send(call("/internal/tokens"));
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(answer.body().contains("\"status\":404"), answer.body());
    }

    @Test
    void aServiceThatIsAwayIsAProblemToTryAgain() throws Exception {
        HttpResponse<String> answer = send(call("/oauth2/token").POST(BodyPublishers.ofString("a=b")));
        assertEquals(503, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(answer.headers().firstValueAsLong("Retry-After").orElseThrow() > 0);
        assertEquals(201, send(call("/users")).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "/internal/tokens, de, 404, Diese Seite gibt es nicht",
        "/internal/tokens, en, 404, There is no such page",
        "/internal/tokens, 'fr, de;q=0.5', 404, Diese Seite gibt es nicht",
        "/internal/tokens, ;;, 404, There is no such page",
        "/users/%2e%2e/internal/users, de, 400, Diese Adresse lässt sich nicht lesen",
        "/oauth2/authorize, de, 503, Bitte versuchen Sie es gleich noch einmal",
    })
    void whoeverOpensItInABrowserSeesAPage(String path, String language, int status, String title) throws Exception {
        HttpResponse<String> answer = send(call(path)
                .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .header("Accept-Language", language));
        assertEquals(status, answer.statusCode());
        assertEquals(
                "text/html;charset=UTF-8",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(
                status == 503,
                answer.headers().firstValue("Retry-After").filter("2"::equals).isPresent());
        assertTrue(answer.body().contains("<h1>" + title + "</h1>"), answer.body());
        assertTrue(answer.body().contains("href=\"/account\""), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/html, application/json"})
    void aProgramHasTheProblem(String accept) throws Exception {
        assertEquals(
                "application/problem+json",
                send(call("/internal/tokens").header("Accept", accept))
                        .headers()
                        .firstValue("Content-Type")
                        .orElseThrow());
    }

    @Test
    void eventsArriveAsTheyHappen() throws Exception {
        HttpResponse<java.io.InputStream> answer =
                http.send(call("/revocations").build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertEquals("data: first", lines.readLine());
            secondEvent.countDown();
            assertEquals("", lines.readLine());
            assertEquals("data: second", lines.readLine());
        }
    }

    @Test
    void twoLengthsAreNoRequest() throws Exception {
        String answer = raw("POST /tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
                + "Content-Length: 40\r\nConnection: close\r\n\r\nabcd");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(seen.isEmpty());
    }

    @Test
    void aLengthBesideChunksHidesNoSecondRequest() throws Exception {
        raw("POST /tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n"
                + "Connection: close\r\n\r\n0\r\n\r\nGET /users HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertTrue(seen.stream()
                .allMatch(call -> call.target().equals("/tokens") && call.body().isEmpty()));
    }

    @Test
    void aTakenPortIsNamed() {
        var failure = Assertions.assertThrows(
                LaunchFailure.class, () -> PublicOrigin.listen(PUBLIC, List.of(Ports.loopback()), port, Map.of()));
        assertTrue(String.valueOf(failure.getMessage()).contains(Integer.toString(port)));
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(Ports.loopback(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
