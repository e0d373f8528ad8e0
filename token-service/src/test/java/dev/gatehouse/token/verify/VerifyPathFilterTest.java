package dev.gatehouse.token.verify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path behind {@code /verify} is never another resource, however it is written: of one, 200 would let anybody in. */
@QuarkusTest
class VerifyPathFilterTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            401, /verify/notes/1
            401, /verify/notes/1?back=../..
            401, /verify/notes//1/
            401, /verify/notes/a.b/...
            401, /verify/n%6ftes/1
            400, /verify/../.well-known/jwks.json
            400, /verify/notes/1/../../../.well-known/jwks.json?x
            400, /verify/notes/%2e%2e/%2e%2e/.well-known/jwks.json
            400, /verify/notes/.%2E/%2e./.well-known/jwks.json
            400, /verify//../../.well-known/jwks.json
            400, /verify/./../.well-known/jwks.json
            400, /verify/notes/../verify/1
            400, /verify/notes/./1
            400, /verify/..
            """)
    void isVerifiedOrRefused(int status, String path) throws IOException {
        // A client of HTTP would resolve the path itself.
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: api.example\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            assertTrue(line.startsWith("HTTP/1.1 " + status), line);
        }
    }
}
