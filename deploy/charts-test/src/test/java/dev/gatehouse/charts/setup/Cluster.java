package dev.gatehouse.charts.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * As much of Kubernetes' API as Helm needs to install, upgrade and remove a release: it keeps objects in memory, and nothing
 * comes of them.
 */
public final class Cluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPENED = "http://127.0.0.1:";

    private final Map<String, ObjectNode> objects = new ConcurrentSkipListMap<>();
    /** The kinds of each group and version, by their names in paths. */
    private final Map<String, Map<String, String>> kinds = new TreeMap<>();

    private final HttpServer server;

    private Cluster(HttpServer server, List<Manifest> known) {
        this.server = server;
        kind("v1", "Secret");
        known.forEach(manifest -> kind(manifest.object().path("apiVersion").asText(), manifest.kind()));
        server.createContext("/", this::answer);
        server.start();
    }

    /** One that knows the kinds of these objects. */
    public static Cluster knowing(List<Manifest> known) throws IOException {
        return new Cluster(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), known);
    }

    /** By which Helm finds it. */
    public String kubeConfig() {
        return """
            apiVersion: v1
            kind: Config
            current-context: test
            contexts: [{name: test, context: {cluster: test, user: test}}]
            clusters: [{name: test, cluster: {server: "%s"}}]
            users: [{name: test, user: {}}]
            """.formatted(OPENED + server.getAddress().getPort());
    }

    /** What is in the secrets, but in those that Helm keeps its releases in: by name, then by key. */
    public JsonNode secrets() {
        ObjectNode secrets = JSON.createObjectNode();
        objects.forEach((path, object) -> {
            if (path.contains("/secrets/") && !path.contains("/sh.helm.release")) {
                secrets.set(
                        object.path("metadata").path("name").asText(),
                        object.path("data").deepCopy());
            }
        });
        return secrets;
    }

    /** An object by its name in the path, such as {@code deployments}. */
    public JsonNode object(String plural, String name) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/" + plural + "/" + name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private void kind(String version, String kind) {
        String plural = kind.toLowerCase(Locale.ROOT);
        plural = plural.endsWith("s")
                ? plural + "es"
                : plural.endsWith("y") ? plural.substring(0, plural.length() - 1) + "ies" : plural + "s";
        kinds.computeIfAbsent(version, it -> new TreeMap<>()).put(plural, kind);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        ObjectNode sent = body(exchange);
        ObjectNode answer = switch (exchange.getRequestMethod()) {
            case "GET" -> get(path, String.valueOf(exchange.getRequestURI().getQuery()));
            case "POST" -> store(path + "/" + sent.path("metadata").path("name").asText(), sent);
            case "PUT" -> store(path, sent);
            case "PATCH" -> store(path, merge(objects.getOrDefault(path, JSON.createObjectNode()), sent));
            case "DELETE" -> objects.remove(path);
            default -> null;
        };
        int status = answer == null ? 404 : exchange.getRequestMethod().equals("POST") ? 201 : 200;
        byte[] bytes = JSON.writeValueAsBytes(answer == null ? missing() : answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private ObjectNode store(String path, ObjectNode object) {
        objects.put(path, object);
        return object;
    }

    private @Nullable ObjectNode get(String path, String query) {
        if (path.equals("/version")) {
            return JSON.createObjectNode().put("major", "1").put("minor", "34").put("gitVersion", "v1.34.0");
        }
        if (path.equals("/api")) {
            ObjectNode versions = JSON.createObjectNode().put("kind", "APIVersions");
            versions.putArray("versions").add("v1");
            return versions;
        }
        if (path.equals("/apis")) {
            return groups();
        }
        String version = path.replaceFirst("^/apis?/", "");
        if (kinds.containsKey(version)) {
            return resources(version);
        }
        ObjectNode object = objects.get(path);
        String last = path.substring(path.lastIndexOf('/') + 1);
        String listed = kinds.values().stream()
                .map(plurals -> plurals.get(last))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return object == null && listed != null ? list(listed, path, query) : object;
    }

    private ObjectNode groups() {
        ObjectNode groups = JSON.createObjectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        var array = groups.putArray("groups");
        kinds.keySet().stream().filter(version -> version.contains("/")).forEach(version -> {
            String[] parts = version.split("/", -1);
            ObjectNode group = array.addObject().put("name", parts[0]);
            ObjectNode named =
                    JSON.createObjectNode().put("groupVersion", version).put("version", parts[1]);
            group.putArray("versions").add(named);
            group.set("preferredVersion", named);
        });
        return groups;
    }

    private ObjectNode resources(String version) {
        ObjectNode resources =
                JSON.createObjectNode().put("kind", "APIResourceList").put("groupVersion", version);
        var array = resources.putArray("resources");
        kinds.getOrDefault(version, Map.of())
                .forEach((plural, kind) -> array.addObject()
                        .put("name", plural)
                        .put("singularName", kind.toLowerCase(Locale.ROOT))
                        .put("namespaced", true)
                        .put("kind", kind)
                        .putArray("verbs")
                        .add("get")
                        .add("list")
                        .add("create")
                        .add("patch")
                        .add("delete"));
        return resources;
    }

    private ObjectNode list(String kind, String path, String query) {
        ObjectNode list = JSON.createObjectNode().put("kind", kind + "List").put("apiVersion", "v1");
        var items = list.putArray("items");
        String selector = query.contains("labelSelector=") ? query.replaceFirst(".*labelSelector=([^&]*).*", "$1") : "";
        objects.forEach((name, object) -> {
            JsonNode labels = object.path("metadata").path("labels");
            if (name.startsWith(path + "/")
                    && Arrays.stream(selector.split(",", -1))
                            .filter(label -> label.contains("="))
                            .map(label -> label.split("=", 2))
                            .allMatch(label -> labels.path(label[0]).asText().equals(label[1]))) {
                items.add(object);
            }
        });
        return list;
    }

    /** A merge patch (RFC 7396); of lists, which no test looks at, the new one counts. */
    private static ObjectNode merge(ObjectNode before, ObjectNode patch) {
        ObjectNode merged = before.deepCopy();
        patch.properties().forEach(change -> {
            JsonNode value = change.getValue();
            if (value.isNull()) {
                merged.remove(change.getKey());
            } else if (value instanceof ObjectNode inner && merged.get(change.getKey()) instanceof ObjectNode present) {
                merged.set(change.getKey(), merge(present, inner));
            } else {
                merged.set(change.getKey(), value);
            }
        });
        return merged;
    }

    private static ObjectNode body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("DELETE")) {
            return JSON.createObjectNode();
        }
        if (ReleaseSecret.is(bytes)) {
            return ReleaseSecret.read(bytes);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.isBlank()
                ? JSON.createObjectNode()
                : (ObjectNode) Charts.parse(text).getFirst().object();
    }

    private static ObjectNode missing() {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("reason", "NotFound")
                .put("message", "not found")
                .put("code", 404);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
