package dev.gatehouse.oauth.connect;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.common.oauth.FormParameters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/** An OpenID provider with one user, who always agrees. */
public final class TinyProvider implements AutoCloseable {
    private final HttpServer server;
    private final RSAKey key;
    private volatile String nonce = "";
    private volatile Map<String, Object> user = Map.of();
    private volatile String tokenRequest = "";

    public TinyProvider() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("k").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", e -> answer(e, """
            {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
            "jwks_uri": "%1$s/jwks", "end_session_endpoint": "%1$s/logout"}\
            """.formatted(issuer())));
        server.createContext("/jwks", e -> answer(e, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The user agreed to a request with this nonce. */
    public void agree(String nonce) {
        this.nonce = nonce;
    }

    /** Further claims of its user, or others. */
    public void user(Map<String, Object> claims) {
        user = claims;
    }

    /** The last request at the token endpoint. */
    public FormParameters tokenRequest() {
        return FormParameters.parse(tokenRequest);
    }

    /** It says that a session is over. @param claims further ones, or others */
    public String logoutToken(Map<String, Object> claims) {
        return signed(
                new JWTClaimsSet.Builder()
                        .jwtID(UUID.randomUUID().toString())
                        .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())),
                claims,
                "logout+jwt");
    }

    private void token(HttpExchange exchange) throws IOException {
        tokenRequest = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String idToken = signed(
                new JWTClaimsSet.Builder()
                        .subject("upstream-user")
                        .claim("nonce", nonce)
                        .claim("email", "ann@example.org")
                        .claim("email_verified", true),
                user,
                "JWT");
        answer(exchange, """
            {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": "%s"}\
            """.formatted(idToken));
    }

    private String signed(JWTClaimsSet.Builder claims, Map<String, Object> more, String type) {
        claims.issuer(issuer())
                .audience("gatehouse")
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
        more.forEach(claims::claim);
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("k")
                .type(new JOSEObjectType(type))
                .build();
        var token = new SignedJWT(header, claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
