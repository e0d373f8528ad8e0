package dev.gatehouse.bench.side;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** The calls that prepare data: each has to succeed. */
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SHOWN = 500;

    private Http() {}

    /** A request under way to be built. */
    public static HttpRequest.Builder to(URI address, String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
    }

    /** A POST of JSON. */
    public static HttpRequest.Builder json(URI address, String path, JsonObject body) {
        return to(address, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()));
    }

    /** A POST of a form. */
    public static HttpRequest.Builder form(URI address, String path, Map<String, String> fields) {
        return to(address, path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields)));
    }

    /** {@code application/x-www-form-urlencoded}. */
    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The value of an {@code Authorization} header (RFC 7617). */
    public static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws BenchFailure where the answer has a status from 400 on, or none comes */
    public static HttpResponse<String> send(HttpRequest.Builder building) {
        return send(building, status -> status < 400);
    }

    /** @throws BenchFailure where the answer has another status, or none comes */
    public static HttpResponse<String> send(HttpRequest.Builder building, int status) {
        return send(building, answered -> answered == status);
    }

    /** Whatever status the answer has. @throws BenchFailure where none comes */
    public static int status(HttpRequest.Builder building) {
        return send(building, status -> true).statusCode();
    }

    private static HttpResponse<String> send(HttpRequest.Builder building, IntPredicate expected) {
        HttpRequest request = building.build();
        String what = request.method() + " " + request.uri();
        try {
            HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
            if (!expected.test(answer.statusCode())) {
                String body = answer.body();
                throw new BenchFailure(what + " is answered " + answer.statusCode() + ": "
                        + body.substring(0, Math.min(SHOWN, body.length())));
            }
            return answer;
        } catch (IOException e) {
            throw new BenchFailure(what + " is not answered: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }

    /** A member of the answer's JSON. @throws BenchFailure where there is none */
    public static String member(HttpRequest.Builder building, String name) {
        HttpResponse<String> answer = send(building);
        try {
            String value = new JsonObject(answer.body()).getString(name);
            if (value != null) {
                return value;
            }
        } catch (DecodeException e) {
            // Said below.
        }
        throw new BenchFailure(answer.uri() + " answers without " + name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
