package dev.gatehouse.oauth.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.outbound.GuardedFetch.Refused;
import io.vertx.core.Vertx;
import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a server is the one of the name, although it is connected to by its address. */
class GuardedTlsTest {
    private static final String PASSWORD = "changeit";
    private static final OutboundConfig CONFIG = new Outbound(List.of("127.0.0.0/8", "::1"), Duration.ofSeconds(10));

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        vertx.close();
        threads.shutdownNow();
    }

    @Test
    void whoHasACertificateOfTheNameIsAsked() throws Exception {
        Path its = certificate("localhost");
        assertInstanceOf(Fetched.class, fetched(its, its));
    }

    /** Its authority is known, too. */
    @Test
    void whoHasOneOfAnotherNameIsNot() throws Exception {
        Path another = certificate("other.example");
        assertEquals(new Refused("does not answer"), fetched(another, another));
    }

    @Test
    void whoHasOneOfTheNameThatNobodyVouchesForIsNot() throws Exception {
        assertEquals(new Refused("does not answer"), fetched(certificate("localhost"), certificate("other.example")));
    }

    /** @param known whom the client believes */
    private Fetch fetched(Path its, Path known) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(its)));
        server.createContext("/keys", exchange -> {
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            var trust = new PfxOptions().setPath(known.toString()).setPassword(PASSWORD);
            var http = vertx.createHttpClient(GuardedFetch.options(CONFIG).setTrustOptions(trust));
            URI uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/keys");
            return new GuardedFetch(CONFIG, http, threads)
                    .get(uri, Kind.KEYS, Reach.HOUSE)
                    .await()
                    .indefinitely();
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext context(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** With its key, signed by itself. */
    private Path certificate(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, keytool.waitFor());
        return file;
    }
}
