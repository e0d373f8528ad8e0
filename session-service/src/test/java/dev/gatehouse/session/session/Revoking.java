package dev.gatehouse.session.session;

import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.problem.PeerAway;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** token-service as far as it revokes; it can be away. */
final class Revoking {
    private final List<String> revoked = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    void away(boolean is) {
        away = is;
    }

    /** Each as kind and value. */
    List<String> revoked() {
        return List.copyOf(revoked);
    }

    TokenService service() {
        return (TokenService) Proxy.newProxyInstance(
                TokenService.class.getClassLoader(),
                new Class<?>[] {TokenService.class},
                (proxy, method, arguments) -> revoke((Revoke) arguments[0]));
    }

    private Uni<Void> revoke(Revoke order) {
        if (away) {
            return Uni.createFrom().failure(new PeerAway("token-service is away"));
        }
        revoked.add(order.kind() + " " + order.value());
        return Uni.createFrom().voidItem();
    }
}
