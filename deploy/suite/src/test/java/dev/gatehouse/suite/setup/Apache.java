package dev.gatehouse.suite.setup;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** Debian's Apache with its mod_auth_openidc before a site of one page, which says who is there; skipped where there is none. */
public final class Apache implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
    private final Process process;
    private final URI origin;

    private Apache(Process process, URI origin) {
        this.process = process;
        this.origin = origin;
    }

    /** Where the module at {@code port} has browsers come back to. */
    public static String redirectUri(int port) {
        return "http://127.0.0.1:" + port + "/signed-in";
    }

    public static void assumeInstalled() {
        Assumptions.assumeTrue(
                Files.isExecutable(PROGRAM) && Files.exists(MODULES.resolve("mod_auth_openidc.so")),
                "no Apache with mod_auth_openidc is installed");
    }

    /** Starts it for {@code client}, whose redirect URI is that of {@code port}. */
    public static Apache start(int port, OAuthClient client) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("gatehouse-apache");
        // Its processes are another user's where root starts it.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(directory.resolve("site"));
        Files.writeString(directory.resolve("site/index.html"), "<!doctype html><title>Site</title><p>Welcome.");
        Path settings = directory.resolve("apache.conf");
        Files.writeString(settings, settings(directory, port, client));
        Process process = new ProcessBuilder(PROGRAM.toString(), "-f", settings.toString(), "-DFOREGROUND")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        var apache = new Apache(process, URI.create("http://127.0.0.1:" + port));
        Runtime.getRuntime().addShutdownHook(new Thread(apache::close, "stop-apache"));
        for (int i = 0; !listening(port); i++) {
            if (i > 200 || !process.isAlive()) {
                apache.close();
                throw new AssertionError("Apache does not start: " + Files.readString(directory.resolve("output"))
                        + (Files.exists(directory.resolve("log")) ? Files.readString(directory.resolve("log")) : ""));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return apache;
    }

    private static String settings(Path directory, int port, OAuthClient client) {
        String modules = List.of(
                        "mpm_event",
                        "unixd",
                        "authn_core",
                        "authz_core",
                        "authz_user",
                        "dir",
                        "headers",
                        "auth_openidc")
                .stream()
                .map(name -> "LoadModule " + name + "_module " + MODULES.resolve("mod_" + name + ".so"))
                .map(line -> Files.exists(Path.of(line.substring(line.lastIndexOf(' ') + 1))) ? line : "")
                .collect(Collectors.joining("\n"));
        return modules
                + """

                ServerRoot "%1$s"
                DefaultRuntimeDir "%1$s"
                PidFile "%1$s/pid"
                ErrorLog "%1$s/log"
                LogLevel warn
                User www-data
                Group www-data
                ServerName 127.0.0.1
                Listen 127.0.0.1:%2$d
                StartServers 1
                DocumentRoot "%1$s/site"
                DirectoryIndex index.html
                OIDCProviderMetadataURL %3$s/.well-known/openid-configuration
                OIDCClientID %4$s
                OIDCClientSecret %5$s
                OIDCRedirectURI %6$s
                OIDCCryptoPassphrase %7$s
                OIDCScope "openid profile email offline_access"
                OIDCPKCEMethod S256
                OIDCRemoteUserClaim sub
                <Location "/">
                    AuthType openid-connect
                    Require valid-user
                    Header set X-User "expr=%%{REMOTE_USER}"
                    Header set X-Email "%%{OIDC_CLAIM_email}e"
                    Header set X-Access-Token "%%{OIDC_access_token}e"
                </Location>
                """.formatted(
                                directory,
                                port,
                                Gatehouse.running().issuer(),
                                client.id(),
                                client.secret(),
                                client.redirectUri(),
                                UUID.randomUUID());
    }

    /** The page. */
    public String page() {
        return origin + "/index.html";
    }

    /** Where the module gets new tokens in place of those there are, and leads back to the page. */
    public String refresh(String accessToken) {
        return redirectUri(origin.getPort()) + "?refresh=" + page() + "&access_token=" + accessToken;
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
