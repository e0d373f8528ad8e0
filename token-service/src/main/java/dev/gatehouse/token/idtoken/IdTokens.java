package dev.gatehouse.token.idtoken;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.ClientKeyService;
import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.token.clientkey.SharedKeys;
import dev.gatehouse.token.encryption.Recipient;
import dev.gatehouse.token.keys.Algorithm;
import dev.gatehouse.token.keys.Signing;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Signs ID tokens, with the algorithm that is configured where nothing else is asked for, and encrypts them where asked. Never blocks. */
@Singleton
public class IdTokens {
    /** Claims that only the protocol sets: whatever the order says of them is left out. */
    private static final Set<String> RESERVED = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "nbf",
            "jti",
            "auth_time",
            "nonce",
            "acr",
            "amr",
            "azp",
            "at_hash",
            "c_hash",
            "s_hash",
            "sid",
            "cnf",
            "sub_jwk",
            "events",
            "client_id",
            "scope");

    static final String TYP = "JWT";
    /** Of HS256 (RFC 7518, section 3.2). */
    private static final String SHA_256 = "SHA-256";

    private final Signing signing;
    private final SharedKeys shared;
    private final String issuer;
    private final Algorithm algorithm;
    private final Duration lifetime;

    IdTokens(
            Signing signing,
            SharedKeys shared,
            IdTokenConfig config,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.signing = signing;
        this.shared = shared;
        this.issuer = issuer;
        algorithm = config.algorithm();
        lifetime = config.lifetime();
        signing.require("gatehouse.token.id-token", algorithm, lifetime);
    }

    /** @param beside found sound */
    public Uni<String> sign(SignedIn content, @Nullable Beside beside) {
        String pairwise = beside == null ? null : beside.subject();
        Encryption encryption = beside == null ? null : beside.idTokenEncryption();
        Uni<String> signed = signed(
                pairwise == null ? content : content.as(pairwise), beside == null ? null : beside.idTokenAlgorithm());
        return encryption == null
                ? signed
                : signed.map(jwt -> Recipient.of(encryption)
                        .orElseThrow(() -> new IllegalArgumentException("ID tokens cannot be encrypted so"))
                        .encrypt(jwt));
    }

    private Uni<String> signed(SignedIn content, @Nullable String asked) {
        String clientId = content.clientId();
        if (ClientKeyService.SHARED.equals(asked) && clientId != null) {
            return shared.of(clientId)
                    .map(key -> shared.sign(key, TYP, claims(content, issuer, SHA_256, Instant.now(), lifetime)));
        }
        Algorithm signs = asked == null ? algorithm : Algorithm.valueOf(asked);
        return Uni.createFrom()
                .item(signing.sign(signs, TYP, claims(content, issuer, signs.digest(), Instant.now(), lifetime)));
    }

    /** @param digest the hash that belongs to the algorithm */
    static Map<String, Object> claims(SignedIn content, String issuer, String digest, Instant now, Duration lifetime) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer);
        claims.put("sub", content.subject());
        claims.put("aud", content.audience());
        String client = content.clientId();
        put(claims, "azp", client == null || client.equals(content.audience()) ? null : client);
        claims.put("exp", now.plus(lifetime).getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        Instant authTime = content.authTime();
        put(claims, "auth_time", authTime == null ? null : authTime.getEpochSecond());
        put(claims, "nonce", content.nonce());
        put(
                claims,
                "acr",
                AuthenticationClass.of(content.amr())
                        .map(AuthenticationClass::value)
                        .orElse(null));
        put(claims, "amr", content.amr().isEmpty() ? null : content.amr());
        put(claims, "sid", content.sid());
        claims.put("at_hash", leftHalf(digest, content.accessToken()));
        content.claims().forEach((name, value) -> {
            if (!RESERVED.contains(name)) {
                claims.put(name, value);
            }
        });
        return claims;
    }

    /** The left half of the hash that belongs to the algorithm, base64url (OpenID Connect Core, section 3.1.3.6). */
    static String leftHalf(String digest, String accessToken) {
        try {
            byte[] hash = MessageDigest.getInstance(digest).digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-2", e);
        }
    }

    private static void put(Map<String, Object> claims, String name, @Nullable Object value) {
        if (value != null) {
            claims.put(name, value);
        }
    }
}
