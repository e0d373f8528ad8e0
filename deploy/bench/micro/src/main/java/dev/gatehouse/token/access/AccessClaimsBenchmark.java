package dev.gatehouse.token.access;

import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.State;

/** An access token of a user, as they are given out most: its claims, and what is read of them. */
@State(org.openjdk.jmh.annotations.Scope.Thread)
public class AccessClaimsBenchmark {
    private static final String ISSUER = "https://login.example.com";
    private static final Instant NOW = Instant.ofEpochSecond(1_900_000_000);

    private final AccessToken token = new AccessToken(
            Format.jwt,
            "7Vw8h8GmTqOPZ8kG3zqWzW0l5dUu9XcVn1yqgEwR2mA",
            "3f0f9a52-3f6b-4a34-8a2e-7a3ac2b4c111",
            "alice",
            "6e4c7a0e-9d2b-4d0a-b7a5-6f1f2f8f9a22",
            new Scope(Set.of("openid", "profile", "email")),
            List.of(ISSUER),
            "session-of-alice",
            "0b0c1c52-3f6b-4a34-8a2e-7a3ac2b4c333",
            NOW,
            List.of("pwd"),
            NOW,
            NOW.plusSeconds(300),
            4711,
            null,
            null,
            Map.of(),
            List.of(),
            Particulars.NONE);
    private final Map<String, Object> claims = AccessClaims.of(token, ISSUER, null);

    @Benchmark
    public Map<String, Object> write() {
        return AccessClaims.of(token, ISSUER, null);
    }

    /** Fails where it is not the token that was written. */
    @Benchmark
    public AccessToken read() {
        AccessToken read = AccessClaims.read(claims);
        if (!read.id().equals(token.id())) {
            throw new IllegalStateException("another token is read than was written");
        }
        return read;
    }
}
