package dev.gatehouse.backing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** Redis with its append-only file on. It can be stopped and started again on the same port. */
public final class RedisServer {
    static final String DATA = "redis";
    static final String PID_FILE = "redis.pid";
    private static final Duration STARTUP = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ANSWER_MILLIS = 1000;

    private final Path directory;
    private final String password;
    private final int port = Ports.free();
    private @Nullable Process server;

    RedisServer(Path directory, String password) {
        this.directory = directory;
        this.password = password;
    }

    /** Starts it, where it does not run, and waits until it has read its file and answers. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        Path data = directory.resolve(DATA);
        Path log = directory.resolve("redis.log");
        try {
            PrivateDirectory.make(data);
            Path settings = data.resolve("redis.conf");
            PrivateDirectory.write(settings, settings(data));
            String program = ExecutableProvider.newJarResourceProvider(data.toFile())
                    .get()
                    .getAbsolutePath();
            Process started = new ProcessBuilder(program, settings.toString())
                    .directory(data.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            server = started;
            awaitAnswer(started);
        } catch (IOException e) {
            stop();
            throw new UncheckedIOException("Redis does not start; its log is " + log, e);
        }
    }

    /** Stops it; nothing happens where it does not run. */
    public synchronized void stop() {
        Process running = server;
        server = null;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return port;
    }

    /** With the password in it. */
    public String url() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    /** @throws IllegalStateException while it does not run */
    public synchronized long pid() {
        if (server == null) {
            throw new IllegalStateException("Redis does not run");
        }
        return server.pid();
    }

    private String settings(Path data) {
        return """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                pidfile "%s"
                appendonly yes
                save ""
                daemonize no
                """.formatted(port, password, quoted(data), quoted(data.resolve(PID_FILE)));
    }

    private static String quoted(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private void awaitAnswer(Process started) throws IOException {
        long end = System.nanoTime() + STARTUP.toNanos();
        while (!answers()) {
            if (System.nanoTime() > end) {
                throw new IOException("no answer within " + STARTUP.toSeconds() + " s");
            }
            try {
                if (started.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IOException("it ended with exit code " + started.exitValue());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return "+OK".equals(reader.readLine()) && "+PONG".equals(reader.readLine());
        } catch (IOException e) {
            return false;
        }
    }
}
