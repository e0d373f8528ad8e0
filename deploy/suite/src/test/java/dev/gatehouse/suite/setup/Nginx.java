package dev.gatehouse.suite.setup;

import dev.gatehouse.backing.Ports;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The nginx that is installed on this machine, with the example's own files; skipped where there is none. */
public final class Nginx implements AutoCloseable {
    private static final Path EXAMPLE = Gatehouse.projectRoot().resolve("deploy/examples/nginx");
    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it before {@code api}, with {@code gatehouse} (a port) to ask. */
    public static Nginx start(int gatehouse, int api) throws IOException, InterruptedException {
        Optional<Path> program = installed();
        Assumptions.assumeTrue(program.isPresent(), "no nginx is installed");
        Path directory = Files.createTempDirectory("gatehouse-nginx");
        int port = Ports.free();
        for (String file : new String[] {"gatehouse.conf", "gatehouse/verify.conf", "gatehouse/api.conf"}) {
            Files.createDirectories(directory.resolve(file).getParent());
            Files.writeString(directory.resolve(file), Files.readString(EXAMPLE.resolve(file)));
        }
        replace(
                directory.resolve("gatehouse.conf"),
                Map.of(
                        "server 127.0.0.1:8082;", "server 127.0.0.1:" + gatehouse + ";",
                        "server 127.0.0.1:3000;", "server 127.0.0.1:" + api + ";",
                        "listen 8000;", "listen 127.0.0.1:" + port + ";"));
        Path settings = directory.resolve("nginx.conf");
        Files.writeString(settings, """
                        daemon off;
                        master_process off;
                        pid pid;
                        error_log stderr;
                        events {}
                        http {
                            access_log off;
                            client_body_temp_path body;
                            proxy_temp_path proxy;
                            fastcgi_temp_path fastcgi;
                            uwsgi_temp_path uwsgi;
                            scgi_temp_path scgi;
                            include gatehouse.conf;
                        }
                        """);
        Process process = new ProcessBuilder(
                        program.orElseThrow().toString(), "-p", directory + "/", "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        var nginx = new Nginx(process, port);
        Runtime.getRuntime().addShutdownHook(new Thread(nginx::close, "stop-nginx"));
        for (int i = 0; !listening(port); i++) {
            if (i > 200 || !process.isAlive()) {
                nginx.close();
                throw new AssertionError("nginx does not start: " + Files.readString(directory.resolve("log")));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return nginx;
    }

    public URI origin() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Each has to be there: else the example would be another one than it is taken for. */
    private static void replace(Path file, Map<String, String> changes) throws IOException {
        String text = Files.readString(file);
        for (var change : changes.entrySet()) {
            if (!text.contains(change.getKey())) {
                throw new AssertionError(file + " does not say " + change.getKey());
            }
            text = text.replace(change.getKey(), change.getValue());
        }
        Files.writeString(file, text);
    }

    /** Debian puts it where not every user looks. */
    private static Optional<Path> installed() {
        return Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean listening(int port) {
        try (var ignored = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
