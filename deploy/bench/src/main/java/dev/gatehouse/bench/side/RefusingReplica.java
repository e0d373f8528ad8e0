package dev.gatehouse.bench.side;

import dev.gatehouse.bench.side.TokenPeer.Token;
import java.net.URI;
import java.net.http.HttpRequest;

/** A replica that has accepted a token, and refuses it once it knows better. */
record RefusingReplica(URI replica) implements RevocationRace.Witness {
    @Override
    public void expect(Token token) {
        Http.send(verify(token), 200);
    }

    @Override
    public void await(Token token) {
        long end = System.nanoTime() + RevocationRace.PATIENCE.toNanos();
        while (Http.status(verify(token)) != 401) {
            if (System.nanoTime() > end) {
                throw new BenchFailure("a revoked token is still accepted");
            }
        }
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }

    private HttpRequest.Builder verify(Token token) {
        return Http.to(replica, "/verify").header("Authorization", "Bearer " + token.value());
    }
}
