package dev.gatehouse.identity.password;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Asks a service like Have I Been Pwned whether a password was in a breach. It is told five hexadecimal digits of the
 * password's SHA-1, and answers with the rest of all that begin so; nobody but us knows which one is meant.
 */
@Singleton
class BreachedPasswords {
    private static final Logger LOG = Logger.getLogger(BreachedPasswords.class);
    private static final int PREFIX = 5;
    /** Bytes; a padded answer has some 60 KiB. */
    private static final int LARGEST = 1024 * 1024;

    private final Optional<URI> service;
    private final PasswordConfig.BreachCheck config;
    private final HttpClient client;

    BreachedPasswords(PasswordConfig config, Vertx vertx) {
        this.config = config.breachCheck();
        service = this.config.url().map(BreachedPasswords::checked);
        client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(this.config.timeout().toMillis())));
    }

    private static URI checked(URI service) {
        if (service.getHost() == null
                || service.getScheme() == null
                || !service.getScheme().matches("https?")) {
            throw new IllegalArgumentException("gatehouse.password.breach-check.url is no address of a service");
        }
        return service;
    }

    /** False also where no service is configured, or it is away: then a line in the log says so. */
    boolean has(String password) {
        if (service.isEmpty()) {
            return false;
        }
        String hash = sha1(password);
        try {
            return found(answer(service.get(), hash.substring(0, PREFIX)), hash.substring(PREFIX));
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            // Whoever runs Gatehouse without that service has users, too.
            LOG.warnf("a password was not checked for breaches: %s", e.getCause() == null ? e : e.getCause());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String answer(URI service, String prefix)
            throws ExecutionException, TimeoutException, InterruptedException {
        boolean secure = service.getScheme().equals("https");
        String path = service.getRawPath().replaceFirst("/$", "") + "/range/" + prefix;
        long millis = config.timeout().toMillis();
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(service.getHost())
                .setPort(service.getPort() > 0 ? service.getPort() : secure ? 443 : 80)
                .setSsl(secure)
                .setURI(path)
                .setTimeout(millis)
                .putHeader("Add-Padding", "true")
                .putHeader("User-Agent", "Gatehouse");
        CompletableFuture<Buffer> body = client.request(options)
                .compose(request -> request.send().compose(BreachedPasswords::body))
                .toCompletionStage()
                .toCompletableFuture();
        return body.get(millis, TimeUnit.MILLISECONDS).toString(StandardCharsets.US_ASCII);
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            response.exceptionHandler(reset -> {}).request().reset();
            return Future.failedFuture("the service answered " + response.statusCode());
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail)
                .endHandler(end -> whole.tryComplete(body))
                .handler(part -> {
                    if (body.length() + part.length() > LARGEST) {
                        whole.tryFail("the answer is too large");
                        response.request().reset();
                    } else {
                        body.appendBuffer(part);
                    }
                });
        return whole.future();
    }

    /** Lines of the rest of a hash, a colon and how often it was seen; never, where it only pads the answer. */
    static boolean found(String answer, String rest) {
        return answer.lines()
                .map(line -> line.strip().toUpperCase(Locale.ROOT))
                .filter(line -> line.startsWith(rest + ":"))
                .anyMatch(line -> !line.substring(rest.length() + 1).strip().matches("0+"));
    }

    /** Broken as a hash, but this is how such services know passwords. */
    private static String sha1(String password) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
