package dev.gatehouse.launcher.suite;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.launcher.process.LaunchFailure;
import dev.gatehouse.launcher.process.PrivateFiles;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A user and a client to try things with, made by the public endpoints and noted in a file that a shell can read. */
public final class DemoAccounts {
    /** In the data directory. */
    public static final String FILE = "demo.env";

    private static final String USERNAME = "alice";
    private static final String REDIRECT_URI = "http://127.0.0.1:9999/callback";
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Suite suite;
    private final Path dataDirectory;

    private DemoAccounts(Suite suite, Path dataDirectory) {
        this.suite = suite;
        this.dataDirectory = dataDirectory;
    }

    /** Makes what is missing. @throws LaunchFailure where the suite does not let it */
    public static Map<String, String> ensure(Suite suite, Path dataDirectory) {
        return new DemoAccounts(suite, dataDirectory).ensure();
    }

    /** What {@link #ensure} noted. @throws LaunchFailure where no suite was ever up on this directory */
    public static Map<String, String> read(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(
                            pair -> pair[0],
                            pair -> pair[1].replace("'", ""),
                            (one, other) -> other,
                            LinkedHashMap::new));
        } catch (IOException e) {
            throw new LaunchFailure("there is no " + file + ": start the suite with ./gatehouse up first");
        }
    }

    private Map<String, String> ensure() {
        String password = suite.secret(SuiteSecrets.ALICE_PASSWORD);
        HttpResponse<String> user =
                post("/users", Map.of("username", USERNAME, "email", "alice@example.com", "password", password), "");
        if (user.statusCode() != 201 && user.statusCode() != 409) {
            throw new LaunchFailure("the demo user cannot be made: " + user.statusCode() + " " + user.body());
        }
        Path file = dataDirectory.resolve(FILE);
        Map<String, String> known = Files.exists(file) ? read(dataDirectory) : Map.of();
        var noted = new LinkedHashMap<String, String>();
        noted.put("GATEHOUSE", suite.origin().toString());
        noted.put("ALICE_USERNAME", USERNAME);
        noted.put("ALICE_PASSWORD", password);
        noted.put("ADMIN_USERNAME", suite.adminUsername());
        noted.put("ADMIN_PASSWORD", suite.adminPassword());
        noted.putAll(stillRegistered(known) ? client(known) : client());
        PrivateFiles.write(
                file,
                noted.entrySet().stream()
                        .map(entry -> entry.getKey() + "='" + entry.getValue() + "'\n")
                        .collect(Collectors.joining()));
        return noted;
    }

    private boolean stillRegistered(Map<String, String> known) {
        String id = known.get("CLIENT_ID");
        return id != null
                && send(HttpRequest.newBuilder(suite.address().resolve("/clients/" + id))
                                        .header("Authorization", admin()))
                                .statusCode()
                        == 200;
    }

    private static Map<String, String> client(Map<String, String> known) {
        var client = new LinkedHashMap<>(known);
        client.keySet().removeIf(name -> !name.startsWith("CLIENT_"));
        return client;
    }

    private Map<String, String> client() {
        HttpResponse<String> made = post(
                "/clients",
                Map.of(
                        "client_name", "Demo application",
                        "redirect_uris", List.of(REDIRECT_URI),
                        "grant_types", List.of("authorization_code", "refresh_token", "client_credentials"),
                        "scope", "openid profile email offline_access notes:read gatehouse:introspect",
                        "token_endpoint_auth_method", "client_secret_basic"),
                admin());
        if (made.statusCode() != 201) {
            throw new LaunchFailure("the demo client cannot be made: " + made.statusCode() + " " + made.body());
        }
        try {
            Map<String, Object> json = JSONObjectUtils.parse(made.body());
            return Map.of(
                    "CLIENT_ID", JSONObjectUtils.getString(json, "client_id"),
                    "CLIENT_SECRET", JSONObjectUtils.getString(json, "client_secret"),
                    "CLIENT_REDIRECT_URI", REDIRECT_URI);
        } catch (ParseException e) {
            throw new LaunchFailure("the demo client's registration cannot be read: " + e.getMessage());
        }
    }

    private String admin() {
        String pair = suite.adminUsername() + ":" + suite.adminPassword();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String path, Map<String, Object> body, String authorization) {
        var request = HttpRequest.newBuilder(suite.address().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSONObjectUtils.toJSONString(body)));
        return send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new LaunchFailure(suite.address() + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted");
        }
    }
}
