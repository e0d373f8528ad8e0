package dev.gatehouse.launcher.demo;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A request that is going to be sent. @param body empty for none */
record Call(String method, String path, Map<String, String> headers, String body) {
    /** The cookie that carries a session. */
    static final String COOKIE = "__Host-gatehouse";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Call get(String path) {
        return new Call("GET", path, Map.of(), "");
    }

    static Call post(String path) {
        return new Call("POST", path, Map.of(), "");
    }

    static Call delete(String path) {
        return new Call("DELETE", path, Map.of(), "");
    }

    Call json(Map<String, Object> content) {
        return with("Content-Type", "application/json").carrying(JSONObjectUtils.toJSONString(content));
    }

    Call form(Map<String, String> fields) {
        return with("Content-Type", "application/x-www-form-urlencoded").carrying(encoded(fields));
    }

    Call basic(String name, String secret) {
        String pair = name + ":" + secret;
        return with(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** A client names itself in Basic form-encoded (RFC 6749, section 2.3.1). */
    Call client(Accounts accounts) {
        return basic(encoded(accounts.clientId()), encoded(accounts.clientSecret()));
    }

    Call bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** By hand: cookie jars keep a Secure cookie back on plain HTTP. */
    Call cookie(String value) {
        return cookie(COOKIE, value);
    }

    Call cookie(String name, String value) {
        return with("Cookie", name + "=" + value);
    }

    Call csrf(String token) {
        return with("X-CSRF-Token", token);
    }

    /** As in a query or a form. */
    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    HttpRequest request(URI origin) {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request =
                HttpRequest.newBuilder(origin.resolve(path)).timeout(PATIENCE).method(method, publisher);
        headers.forEach(request::setHeader);
        return request.build();
    }

    private Call with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, path, more, body);
    }

    private Call carrying(String content) {
        return new Call(method, path, headers, content);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
