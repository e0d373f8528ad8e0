package dev.gatehouse.bench.side;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Requests as they go over the wire (RFC 9112). */
public record Wire(URI address) {

    /** A GET with one more header, such as {@code Authorization: Bearer …}. */
    public byte[] get(String path, String header) {
        return bytes("GET " + path + " HTTP/1.1\r\n" + host() + header + "\r\n\r\n");
    }

    /** A POST of a form by a client that names itself in {@code authorization}. */
    public byte[] form(String path, String authorization, Map<String, String> fields) {
        return post(
                path,
                "Authorization: " + authorization + "\r\n",
                "application/x-www-form-urlencoded",
                Http.form(fields));
    }

    /** A POST of a form as a browser sends it, with one more header or several. @param form encoded */
    public byte[] submit(String path, String header, String form) {
        return post(path, header + "\r\n", "application/x-www-form-urlencoded", form);
    }

    /** A POST of JSON. */
    public byte[] json(String path, String json) {
        return post(path, "", "application/json", json);
    }

    /** A POST of JSON by who names itself in {@code authorization}. */
    public byte[] json(String path, String authorization, String json) {
        return post(path, "Authorization: " + authorization + "\r\n", "application/json", json);
    }

    private byte[] post(String path, String header, String type, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return bytes("POST " + path + " HTTP/1.1\r\n" + host() + header + "Content-Type: " + type
                + "\r\nContent-Length: " + length + "\r\n\r\n" + body);
    }

    private String host() {
        return "Host: " + address.getHost() + ":" + address.getPort() + "\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
