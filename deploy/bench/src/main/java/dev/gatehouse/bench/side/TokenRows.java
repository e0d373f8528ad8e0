package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Anew;
import dev.gatehouse.launcher.suite.ServiceProgram;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The rows of what the other services ask of token-service, and of two of it side by side. */
final class TokenRows {
    private final ServiceProgram service;
    private final @Nullable ServiceProgram replica;
    private final Processes processes;
    private boolean replicaRuns;

    /**
     * None of them started yet.
     *
     * @param replica the second one; null where there is to be none
     * @param processes with which the second one ends
     */
    TokenRows(ServiceProgram service, @Nullable ServiceProgram replica, Processes processes) {
        this.service = service;
        this.replica = replica;
        this.processes = processes;
    }

    /** Minting, without the hop from oauth-service. */
    Requests mint(Row row, String scope) {
        return Requests.of(row, service.address(), i -> new Anew(peer().orders(scope), "access_token"));
    }

    /** Refreshing one grant on each connection, without the hop from oauth-service. */
    Requests refresh(Row row, String scope, List<TokenPeer.User> users) {
        return Requests.of(row, service.address(), i -> peer().grant(users.get(i % users.size()), scope));
    }

    /** Revocations, until the other replica refuses. */
    Work refused(Row row) {
        return race(row, () -> new RefusingReplica(elsewhere()));
    }

    /** Revocations, until a listener at the other replica is told. */
    Work told(Row row) {
        return race(
                row,
                () -> new Listener(
                        elsewhere(),
                        "Bearer " + peer().mint("gatehouse:revocations").value()));
    }

    private Work race(Row row, Callable<RevocationRace.Witness> witness) {
        return new RevocationRace(peer(), witness, row.connections());
    }

    private TokenPeer peer() {
        return new TokenPeer(
                service.address(), service.recipe().environment().getOrDefault("GATEHOUSE_INTERNAL_SECRETS", ""));
    }

    /** The other one, started at the first call; where there is to be none, the one there is. */
    private synchronized URI elsewhere() {
        if (replica == null) {
            return service.address();
        }
        if (!replicaRuns) {
            var second =
                    new Processes(Map.of(replica.recipe(), replica.management().resolve("/q/health/ready")), 200);
            processes.endsWith(second);
            second.start();
            replicaRuns = true;
        }
        return replica.address();
    }
}
