package dev.gatehouse.common.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.common.problem.PeerAway;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands between the services may ask for a certificate. */
class PeerCertificateTest {
    private static final String PASSWORD = "changeit";
    private static final String TRUSTED = "javax.net.ssl.trustStore";
    private static final Vertx VERTX = Vertx.vertx();

    private static Path stores;
    private static HttpServer server;

    @BeforeAll
    static void listen(@TempDir Path directory) throws Exception {
        stores = directory;
        keytool("server", "-genkeypair", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        keytool("caller", "-genkeypair", "-dname", "CN=caller");
        keytool("stranger", "-genkeypair", "-dname", "CN=stranger");
        trust("server", "trusted");
        trust("caller", "authorities");
        System.setProperty(TRUSTED, store("trusted").toString());
        System.setProperty(TRUSTED + "Password", PASSWORD);
        server = VERTX.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PfxOptions()
                                .setPath(store("server").toString())
                                .setPassword(PASSWORD))
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(new PfxOptions()
                                .setPath(store("authorities").toString())
                                .setPassword(PASSWORD)))
                .requestHandler(call -> call.response().end("seen"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterAll
    static void stop() {
        System.clearProperty(TRUSTED);
        System.clearProperty(TRUSTED + "Password");
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoHasOneShowsIt() throws Exception {
        assertEquals("seen", ask(pem("caller"), key("caller")).body().toString());
    }

    @Test
    void whoHasNoneOrAnotherIsNotAnswered() throws Exception {
        assertThrows(PeerAway.class, () -> ask(Optional.empty(), Optional.empty()));
        Optional<String> stranger = pem("stranger");
        Optional<String> key = key("stranger");
        assertThrows(PeerAway.class, () -> ask(stranger, key));
    }

    @Test
    void oneWithoutTheOtherKeepsAServiceFromStarting() throws Exception {
        Optional<String> certificate = pem("caller");
        assertThrows(IllegalArgumentException.class, () -> ask(certificate, Optional.empty()));
    }

    private static Peer.Answer ask(Optional<String> certificate, Optional<String> key) {
        var config = new TestPeers(URI.create("https://localhost:" + server.actualPort()), certificate, key);
        return new Peer(config.identity(), new Connections(VERTX, config), config)
                .call(HttpMethod.GET, "/", MultiMap.caseInsensitiveMultiMap(), null)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static Optional<String> pem(String name) throws Exception {
        return Optional.of(pem("CERTIFICATE", read(name).getCertificate(name).getEncoded()));
    }

    private static Optional<String> key(String name) throws Exception {
        return Optional.of(pem(
                "PRIVATE KEY", read(name).getKey(name, PASSWORD.toCharArray()).getEncoded()));
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + what
                + "-----\n";
    }

    private static KeyStore read(String name) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static Path store(String name) {
        return stores.resolve(name + ".p12");
    }

    /** Puts the certificate of {@code name} among those that are believed. */
    private static void trust(String name, String store) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(name, read(name).getCertificate(name));
        try (var out = Files.newOutputStream(store(store))) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }

    private static void keytool(String name, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-alias", name, "-keyalg", "EC", "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", store(name).toString()));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }
}
