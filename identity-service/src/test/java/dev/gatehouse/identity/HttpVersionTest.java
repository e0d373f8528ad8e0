package dev.gatehouse.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** HTTP/1.1 alone is spoken: in HTTP/2 a body need not say that it is there, and would get round the bound. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class HttpVersionTest {
    @TestHTTPResource("/users")
    URI users;

    @Test
    void nobodyIsLedToHttp2() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            var answer = client.send(HttpRequest.newBuilder(users).build(), BodyHandlers.ofString());
            assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
        }
    }

    @Test
    void whoeverBeginsWithItGetsNoFrame() throws IOException {
        try (var socket = new Socket(users.getHost(), users.getPort())) {
            socket.setSoTimeout(20_000);
            // The connection preface and an empty SETTINGS frame (RFC 9113, section 3.4).
            socket.getOutputStream()
                    .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = socket.getInputStream().readNBytes(9);
            // A server's preface is a SETTINGS frame: type 4 in the fourth byte.
            assertFalse(answer.length == 9 && answer[3] == 4, new String(answer, StandardCharsets.ISO_8859_1));
        }
    }
}
