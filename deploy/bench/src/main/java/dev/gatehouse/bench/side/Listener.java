package dev.gatehouse.bench.side;

import dev.gatehouse.bench.side.TokenPeer.Token;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Follows the stream of revocations of a replica, as a verifier does that checks JWTs itself. */
final class Listener implements RevocationRace.Witness {
    private static final String DATA = "data:";

    private final ConcurrentHashMap<String, CompletableFuture<Void>> expected = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> reached = new CompletableFuture<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Returns when all that is in force has been told. */
    Listener(URI replica, String authorization) {
        var request = Http.to(replica, "/revocations")
                .header("Authorization", authorization)
                .header("Accept", "text/event-stream")
                .build();
        Thread.ofVirtual().start(() -> {
            try {
                HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
                if (answer.statusCode() != 200) {
                    throw new BenchFailure("the stream is answered " + answer.statusCode());
                }
                try (Stream<String> lines = answer.body()) {
                    lines.forEach(this::heard);
                }
                throw new BenchFailure("the stream of revocations ended");
            } catch (IOException | RuntimeException e) {
                reached.completeExceptionally(e);
                expected.values().forEach(known -> known.completeExceptionally(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await(reached);
    }

    private void heard(String line) {
        if (line.equals("event:reached") || line.equals("event: reached")) {
            reached.complete(null);
        } else if (line.startsWith(DATA)) {
            String value = new JsonObject(line.substring(DATA.length())).getString("value");
            CompletableFuture<Void> known = value == null ? null : expected.remove(value);
            if (known != null) {
                known.complete(null);
            }
        }
    }

    @Override
    public void expect(Token token) {
        expected.put(token.id(), new CompletableFuture<>());
    }

    @Override
    public void await(Token token) {
        // Gone where it was told already.
        CompletableFuture<Void> known = expected.get(token.id());
        if (known != null) {
            await(known);
        }
    }

    private static void await(CompletableFuture<Void> known) {
        try {
            known.get(RevocationRace.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchFailure("the stream does not tell of a revocation: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
