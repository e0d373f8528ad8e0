package dev.gatehouse.lambda.setup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a function answers to a call of the HTTP API.
 *
 * @param headers by their names in lower case
 * @param cookies each as a Set-Cookie header has it
 */
public record Answer(int status, Map<String, String> headers, List<String> cookies, String body) {
    /** The body as JSON. */
    public JsonNode json() {
        return Json.read(body);
    }

    /** The value of a cookie that is set. */
    public Optional<String> cookie(String name) {
        return cookies.stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1).replaceFirst(";.*", ""))
                .findFirst();
    }
}
