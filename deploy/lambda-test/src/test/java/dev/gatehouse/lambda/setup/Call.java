package dev.gatehouse.lambda.setup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A call as an HTTP API tells it to a function: in the payload format 2.0. */
public final class Call {
    private final String method;
    private final String path;
    private final Map<String, String> headers = new TreeMap<>();
    private final List<String> cookies = new ArrayList<>();
    private String source = "198.51.100.1";
    private String body = "";

    private Call(String method, String path) {
        this.method = method;
        this.path = path;
    }

    public static Call get(String path) {
        return new Call("GET", path);
    }

    public static Call post(String path, Map<String, ?> json) {
        return new Call("POST", path).header("Content-Type", "application/json").body(Json.write(json));
    }

    public static Call form(String path, String form) {
        return new Call("POST", path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form);
    }

    public static Call delete(String path) {
        return new Call("DELETE", path);
    }

    /** Names are told in lower case. */
    public Call header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    public Call bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Call basic(String user, String password) {
        return header(
                "Authorization",
                "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    public Call cookie(String name, String value) {
        cookies.add(name + "=" + value);
        return this;
    }

    /** The address that the connection comes from. */
    public Call from(String address) {
        source = address;
        return this;
    }

    private Call body(String text) {
        body = text;
        return header("Content-Length", Integer.toString(text.getBytes(StandardCharsets.UTF_8).length));
    }

    String event() {
        var told = new HashMap<>(headers);
        told.put("host", "login.example.com");
        // To what the caller itself said, the address is added.
        told.merge("x-forwarded-for", source, (said, address) -> said + ", " + address);
        told.put("x-forwarded-port", "443");
        told.put("x-forwarded-proto", "https");
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        event.put("routeKey", "ANY " + path);
        event.put("rawPath", path);
        event.put("rawQueryString", "");
        event.put("headers", told);
        if (!cookies.isEmpty()) {
            event.put("cookies", cookies);
        }
        event.put(
                "requestContext",
                Map.of(
                        "domainName",
                        "login.example.com",
                        "http",
                        Map.of("method", method, "path", path, "protocol", "HTTP/1.1", "sourceIp", source)));
        // Whatever its type, a body may come encoded.
        event.put("isBase64Encoded", !body.isEmpty());
        if (!body.isEmpty()) {
            event.put("body", Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
        }
        return Json.write(event);
    }
}
