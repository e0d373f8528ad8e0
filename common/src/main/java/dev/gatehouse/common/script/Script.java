package dev.gatehouse.common.script;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A script that Redis runs as one step. @param digest by which Redis knows it */
public record Script(String text, String digest) {
    public static Script of(String text) {
        try {
            // Which Redis has for its scripts, and nothing hangs on but that.
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Script(text, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** By its digest, and with its text where Redis has forgotten it; its answer may be null. */
    public Uni<Response> run(ReactiveRedisDataSource redis, List<String> keys, List<String> arguments) {
        var all = new ArrayList<String>();
        all.add(digest);
        all.add(Integer.toString(keys.size()));
        all.addAll(keys);
        all.addAll(arguments);
        return redis.execute("EVALSHA", all.toArray(String[]::new))
                .onFailure(failure -> String.valueOf(failure.getMessage()).startsWith("NOSCRIPT"))
                .recoverWithUni(() -> {
                    all.set(0, text);
                    return redis.execute("EVAL", all.toArray(String[]::new));
                });
    }
}
