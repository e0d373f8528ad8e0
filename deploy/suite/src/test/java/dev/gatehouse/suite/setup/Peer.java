package dev.gatehouse.suite.setup;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * As one of Gatehouse's own services asks token-service: for tokens with any names, and for revocations by any. No password is
 * hashed for it.
 */
public final class Peer {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI service;
    private final byte[] secret;

    /** Of the token-service at {@code service}. */
    public Peer(URI service) throws IOException {
        this.service = service;
        var secrets = new Properties();
        Path file = Gatehouse.projectRoot().resolve("deploy/suite/target/gatehouse-main/secrets.properties");
        try (var reader = Files.newBufferedReader(file)) {
            secrets.load(reader);
        }
        secret = secrets.getProperty("GATEHOUSE_INTERNAL_SECRETS").getBytes(StandardCharsets.UTF_8);
    }

    /** @param grant null where no refresh token was asked for */
    public record Token(
            String value,
            String id,
            Holder holder,
            @Nullable String grant) {
        /** What it is called as one of a kind. */
        public String name(String kind) {
            return switch (kind) {
                case "jti" -> id;
                case "grant" -> String.valueOf(grant);
                case "sid" -> holder.sid();
                case "client" -> holder.client();
                case "user" -> holder.user();
                case "consent" -> holder.user() + " " + holder.client();
                default -> throw new IllegalArgumentException(kind);
            };
        }
    }

    /** Whose it is to be. */
    public record Holder(String user, String client, String sid, String scope) {}

    /** Empty where token-service asks to come back. */
    public Optional<Token> mint(Holder holder, String format) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/internal/tokens", """
            {"subject": "%s", "username": "%s", "client_id": "%s", "sid": "%s", "scope": "%s", "format": "%s",
             "refresh": true, "amr": ["pwd"], "auth_time": "%s"}
            """.formatted(
                        holder.user(),
                        "u-" + holder.user(),
                        holder.client(),
                        holder.sid(),
                        holder.scope(),
                        format,
                        Instant.now()));
        if (answer.statusCode() == 503) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        UsedSecrets.content(answer.body());
        var minted = JsonPath.from(answer.body());
        return Optional.of(new Token(
                minted.getString("access_token"), minted.getString("token_id"), holder, minted.getString("grant_id")));
    }

    /** A session of its own: the value of its cookie, and what it is called. */
    public record Session(String cookie, String sid) {}

    /** Asked of the session-service at {@code sessions}; empty where it asks to come back. */
    public Optional<Session> open(URI sessions, String user) throws IOException, InterruptedException {
        String order = """
            {"user": {"outcome": "authenticated", "subject": "%s", "username": "u-%s", "scope": "openid profile",
             "amr": ["pwd"], "auth_time": "%s"}}
            """.formatted(user, user, Instant.now());
        HttpResponse<String> answer = post(sessions, "session-service", "/internal/sessions", order);
        if (answer.statusCode() == 503) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        var opened = JsonPath.from(answer.body());
        if (!"opened".equals(opened.getString("outcome"))) {
            return Optional.empty();
        }
        String setCookie = opened.getString("set_cookie");
        UsedSecrets.header("Set-Cookie", setCookie);
        return Optional.of(new Session(
                setCookie.substring(setCookie.indexOf('=') + 1, setCookie.indexOf(';')), opened.getString("sid")));
    }

    /** An API key of a user whom identity-service knows; empty where token-service asks to come back. */
    public Optional<String> key(String user) throws IOException, InterruptedException {
        HttpResponse<String> minted = post("/internal/tokens", """
            {"subject": "%s", "username": "u-%s", "scope": "profile account", "format": "jwt", "refresh": false,
             "amr": ["pwd"], "auth_time": "%s"}
            """.formatted(user, user, Instant.now()));
        if (minted.statusCode() == 503) {
            return Optional.empty();
        }
        UsedSecrets.content(minted.body());
        HttpResponse<String> made = http.send(
                HttpRequest.newBuilder(service.resolve("/tokens/keys"))
                        .timeout(Duration.ofSeconds(60))
                        .header(
                                "Authorization",
                                "Bearer " + JsonPath.from(minted.body()).getString("access_token"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\": \"storm\", \"scope\": \"profile\"}"))
                        .build(),
                BodyHandlers.ofString());
        if (made.statusCode() == 503) {
            return Optional.empty();
        }
        if (made.statusCode() != 201) {
            throw new AssertionError(made.statusCode() + " " + made.body());
        }
        UsedSecrets.content(made.body());
        return Optional.of(JsonPath.from(made.body()).getString("secret"));
    }

    /** The status: 204 where it holds from now on. */
    public int revoke(String kind, String value) throws IOException, InterruptedException {
        return post("/internal/tokens/revocations", "{\"kind\": \"" + kind + "\", \"value\": \"" + value + "\"}")
                .statusCode();
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return post(service, "token-service", path, body);
    }

    private HttpResponse<String> post(URI to, String audience, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(to.resolve(path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + serviceToken(audience))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private String serviceToken(String audience) {
        try {
            var token = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .issuer("oauth-service")
                            .audience(audience)
                            .issueTime(Date.from(Instant.now()))
                            .expirationTime(Date.from(Instant.now().plusSeconds(50)))
                            .build());
            token.sign(new MACSigner(secret));
            String serialized = token.serialize();
            UsedSecrets.note(serialized);
            return serialized;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
