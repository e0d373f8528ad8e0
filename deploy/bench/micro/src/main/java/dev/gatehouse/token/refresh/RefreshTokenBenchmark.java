package dev.gatehouse.token.refresh;

import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A refresh token written and read: a MAC and a checksum each. */
@State(Scope.Thread)
public class RefreshTokenBenchmark {
    private final RefreshTokens tokens =
            new RefreshTokens(List.of(Base64.getEncoder().encodeToString(new byte[32])));
    private final RefreshToken token = new RefreshToken(UUID.randomUUID(), 41);
    private final String text = tokens.write(token);

    @Benchmark
    public String write() {
        return tokens.write(token);
    }

    /** Fails where it does not say what was written. */
    @Benchmark
    public Object read() {
        RefreshToken read = tokens.read(text).orElseThrow();
        if (!read.equals(token)) {
            throw new IllegalStateException("another token is read than was written");
        }
        return read;
    }
}
