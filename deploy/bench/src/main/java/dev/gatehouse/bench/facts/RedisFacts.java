package dev.gatehouse.bench.facts;

import dev.gatehouse.bench.side.BenchFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What Redis says of itself. */
public final class RedisFacts {
    private static final int PATIENCE_MILLIS = 5000;
    private static final int LINES = 200;
    private static final String VERSION = "redis_version:";

    private RedisFacts() {}

    /**
     * Such as 6.2.11.
     *
     * @param url with the password in it
     */
    public static String version(String url) {
        URI address = URI.create(url);
        String password = address.getUserInfo().substring(1);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("AUTH " + password + "\r\nINFO server\r\n").getBytes(StandardCharsets.US_ASCII));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (int i = 0; i < LINES; i++) {
                String line = reader.readLine();
                if (line == null) {
                    break;
                }
                if (line.startsWith(VERSION)) {
                    return line.substring(VERSION.length());
                }
            }
            throw new BenchFailure("Redis does not say its version");
        } catch (IOException e) {
            throw new BenchFailure("Redis does not answer: " + e.getMessage());
        }
    }
}
