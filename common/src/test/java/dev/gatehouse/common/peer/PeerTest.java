package dev.gatehouse.common.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.gatehouse.common.problem.PeerAway;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that does what peers do on a bad day; each test plays it on a bare socket. */
class PeerTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: ";
    private final ServerSocket server = listen();
    private final PeerConfig config = config(server.getLocalPort());
    private final Connections connections = new Connections(VERTX, config);

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** What the peer does with a call. */
    private interface Behaviour {
        void answer(Socket call) throws IOException, InterruptedException;
    }

    @Test
    void givesTheAnswerWithAllItsHeaders() {
        peer(call -> write(
                call,
                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nWWW-Authenticate: Bearer\r\n"
                        + "Content-Length: 2\r\n\r\nno"));
        Peer.Answer answer = ask();
        assertEquals(401, answer.status());
        assertEquals(List.of("Basic", "Bearer"), answer.headers().getAll("WWW-Authenticate"));
        assertEquals("no", answer.body().toString());
    }

    @Test
    void doesNotWaitForOneThatIsSilent() {
        peer(call -> Thread.sleep(60_000));
        assertThrows(PeerAway.class, this::ask);
    }

    @Test
    void doesNotWaitForTheRestOfAnAnswer() {
        peer(call -> {
            write(call, HEAD + "10\r\n\r\nhalf");
            Thread.sleep(60_000);
        });
        assertThrows(PeerAway.class, this::ask);
    }

    @Test
    void doesNotWaitForAnAnswerThatTrickles() {
        peer(call -> {
            write(call, HEAD + "100000\r\n\r\n");
            for (int i = 0; i < 1000; i++) {
                write(call, ".");
                Thread.sleep(100);
            }
        });
        assertThrows(PeerAway.class, this::ask);
    }

    @Test
    void takesNoAnswerLargerThanAny() {
        peer(call -> {
            write(call, HEAD + "400000000\r\n\r\n");
            while (true) {
                write(call, "x".repeat(64 * 1024));
            }
        });
        assertTrue(assertThrows(PeerAway.class, this::ask).toString().contains("too large"));
    }

    @Test
    void aConnectionThatClosesIsNoAnswer() {
        peer(call -> write(call, HEAD + "10\r\n\r\nhalf"));
        assertThrows(PeerAway.class, this::ask);
        peer(call -> {});
        assertThrows(PeerAway.class, this::ask);
    }

    @Test
    void nobodyListeningIsNoAnswer() throws IOException {
        server.close();
        assertThrows(PeerAway.class, this::ask);
    }

    @Test
    void anInternalCallTakesOnlyWhatItsContractSays() {
        for (String answer : List.of(
                "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: http://elsewhere.test/\r\nContent-Length: 0\r\n\r\n",
                HEAD + "0\r\n\r\n",
                HEAD + "9\r\n\r\nnot JSON!",
                HEAD + "24\r\n\r\n{\"outcome\":\"never heard\"}")) {
            peer(call -> write(call, answer));
            IdentityService identity =
                    new IdentityOverHttp(new InternalPeer(IdentityService.NAME, peer(), tokens(), new ObjectMapper()));
            assertThrows(
                    PeerAway.class,
                    () -> identity.user(new java.util.UUID(0, 0)).await().indefinitely(),
                    answer);
        }
    }

    @Test
    void whatCountsIsThatItWasDone() {
        var ended = new OAuthService.SessionEnded("s", new java.util.UUID(0, 0), java.time.Instant.EPOCH);
        peer(call -> write(call, "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"));
        oauth().ended(ended).await().indefinitely();
        for (String status :
                List.of("404 Not Found", "401 Unauthorized", "400 Bad Request", "503 Service Unavailable")) {
            peer(call -> write(call, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n"));
            OAuthService oauth = oauth();
            assertThrows(PeerAway.class, () -> oauth.ended(ended).await().indefinitely(), status);
        }
    }

    private OAuthService oauth() {
        return new OAuthOverHttp(new InternalPeer(
                OAuthService.NAME, peer(), tokens(), new ObjectMapper().registerModule(new JavaTimeModule())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token-service:8082",
                "http://token_service:8082",
                "http:///x",
                "ftp://token:21",
                "http://token:8082/path",
                "http://user@token:8082",
                "http://token:8082?x=y",
                "/token"
            })
    void refusesAnAddressThatItCouldNotCall(String address) {
        assertThrows(IllegalArgumentException.class, () -> Peer.checked(URI.create(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://token-service:8082", "https://token.example/", "http://[::1]:8082", "http://10.0.0.1"})
    void takesAnAddress(String address) {
        Peer.checked(URI.create(address));
    }

    private Peer peer() {
        return new Peer(config.identity(), connections, config);
    }

    private Peer.Answer ask() {
        return peer().call(HttpMethod.GET, "/", MultiMap.caseInsensitiveMultiMap(), null)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    /** The peer's answer to the next call; the connection closes after it. */
    private void peer(Behaviour behaviour) {
        Thread.ofVirtual().start(() -> {
            try (Socket call = server.accept()) {
                call.getInputStream().read(new byte[8192]);
                behaviour.answer(call);
            } catch (IOException | InterruptedException e) {
                // The caller has hung up, as it should; this thread ends.
            }
        });
    }

    private static void write(Socket call, String text) throws IOException {
        OutputStream out = call.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ServiceTokens tokens() {
        return new ServiceTokens(
                new InternalConfig() {
                    @Override
                    public List<String> secrets() {
                        return List.of("a secret of thirty-two characters");
                    }

                    @Override
                    public Duration lifetime() {
                        return Duration.ofSeconds(30);
                    }
                },
                "oauth-service");
    }

    private static PeerConfig config(int port) {
        return TestPeers.at(URI.create("http://127.0.0.1:" + port));
    }
}
