package dev.gatehouse.token.extauthz;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Envoy asks (envoy.service.auth.v3.CheckRequest), as far as it matters here; pure. Field numbers as published.
 *
 * @param path with its query
 * @param headers by their names in lower case; several of one name are one, joined by commas
 * @param extensions set in Envoy's configuration of a route
 * @param source the address of whoever is connected to Envoy
 * @param certificate that they have shown to Envoy, as PEM in percent-encoding; null where Envoy does not tell it
 */
record CheckRequest(
        String method,
        String scheme,
        String host,
        String path,
        Map<String, String> headers,
        Map<String, String> extensions,
        @Nullable String source,
        @Nullable String certificate) {
    private static final int ATTRIBUTES = 1;

    /** @throws IllegalArgumentException where it is none */
    static CheckRequest read(byte[] message) {
        var reading = new Reading();
        for (var check = new WireReader(message); check.more(); ) {
            WireReader.Field field = check.next();
            if (field.number() == ATTRIBUTES) {
                reading.attributes(field.message());
            }
        }
        return new CheckRequest(
                reading.of("method"),
                reading.of("scheme"),
                reading.of("host"),
                reading.of("path"),
                reading.headers,
                reading.extensions,
                reading.call.get("source"),
                reading.call.get("certificate"));
    }

    private static final class Reading {
        private final Map<String, String> call = new HashMap<>();
        private final Map<String, String> headers = new HashMap<>();
        private final Map<String, String> extensions = new HashMap<>();

        private String of(String name) {
            return call.getOrDefault(name, "");
        }

        private void attributes(WireReader attributes) {
            while (attributes.more()) {
                WireReader.Field field = attributes.next();
                switch (field.number()) {
                    case 1 -> peer(field.message());
                    case 4 -> within(field.message(), 2, this::http);
                    case 10 -> entry(field.message(), extensions);
                    default -> {}
                }
            }
        }

        private void peer(WireReader peer) {
            while (peer.more()) {
                WireReader.Field field = peer.next();
                switch (field.number()) {
                    case 1 -> within(field.message(), 1, this::socket);
                    case 5 -> call.put("certificate", field.text());
                    default -> {}
                }
            }
        }

        private void socket(WireReader socket) {
            while (socket.more()) {
                WireReader.Field field = socket.next();
                if (field.number() == 2) {
                    call.put("source", field.text());
                }
            }
        }

        private void http(WireReader http) {
            while (http.more()) {
                WireReader.Field field = http.next();
                switch (field.number()) {
                    case 2 -> call.put("method", field.text());
                    case 3 -> entry(field.message(), headers);
                    case 4 -> call.put("path", field.text());
                    case 5 -> call.put("host", field.text());
                    case 6 -> call.put("scheme", field.text());
                    default -> {}
                }
            }
        }

        private static void within(WireReader message, int number, java.util.function.Consumer<WireReader> then) {
            while (message.more()) {
                WireReader.Field field = message.next();
                if (field.number() == number) {
                    then.accept(field.message());
                }
            }
        }

        private static void entry(WireReader entry, Map<String, String> map) {
            String key = "";
            String value = "";
            while (entry.more()) {
                WireReader.Field field = entry.next();
                key = field.number() == 1 ? field.text() : key;
                value = field.number() == 2 ? field.text() : value;
            }
            map.put(key, value);
        }
    }
}
