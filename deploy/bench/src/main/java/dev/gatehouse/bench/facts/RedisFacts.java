package dev.gatehouse.bench.facts;

import dev.gatehouse.bench.side.BenchFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What Redis says of itself. */
public final class RedisFacts {
    private static final int PATIENCE_MILLIS = 5000;
    private static final int LINES = 200;

    private RedisFacts() {}

    /**
     * Its version, and what it does for durability.
     *
     * @param url with the password in it
     * @throws BenchFailure where it keeps nothing: such figures are no figures
     */
    public static String server(String url) {
        String version = line(url, "INFO server", "redis_version:").substring("redis_version:".length());
        if (!setting(url, "appendonly").equals("yes")) {
            throw new BenchFailure("Redis' appendonly is not on");
        }
        return version + ", append-only file on, appendfsync " + setting(url, "appendfsync");
    }

    /** Bytes that its data and buffers take. */
    public static long memory(String url) {
        return Long.parseLong(line(url, "INFO memory", "used_memory:").substring("used_memory:".length()));
    }

    /** The line after the setting's name. */
    private static String setting(String url, String name) {
        List<String> lines = answer(url, "CONFIG GET " + name, "*2", 5);
        return lines.getLast();
    }

    private static String line(String url, String command, String start) {
        return answer(url, command, start, 1).getFirst();
    }

    /** So many lines of the answer, from the one that begins with {@code start}. */
    private static List<String> answer(String url, String command, String start, int count) {
        URI address = URI.create(url);
        String password = address.getUserInfo().substring(1);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("AUTH " + password + "\r\n" + command + "\r\nQUIT\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            List<String> lines = reader.lines()
                    .limit(LINES)
                    .dropWhile(line -> !line.startsWith(start))
                    .limit(count)
                    .toList();
            if (lines.size() < count) {
                throw new BenchFailure("Redis does not answer " + command);
            }
            return lines;
        } catch (IOException e) {
            throw new BenchFailure("Redis does not answer: " + e.getMessage());
        }
    }
}
