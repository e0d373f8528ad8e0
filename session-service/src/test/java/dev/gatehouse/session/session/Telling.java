package dev.gatehouse.session.session;

import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.OAuthService.SessionEnded;
import dev.gatehouse.common.problem.PeerAway;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** oauth-service as far as it is told of sessions that ended; it can be away. */
final class Telling {
    private final List<SessionEnded> told = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    void away(boolean is) {
        away = is;
    }

    List<SessionEnded> told() {
        return List.copyOf(told);
    }

    OAuthService service() {
        return (OAuthService) Proxy.newProxyInstance(
                OAuthService.class.getClassLoader(),
                new Class<?>[] {OAuthService.class},
                (proxy, method, arguments) -> tell((SessionEnded) arguments[0]));
    }

    private Uni<Void> tell(SessionEnded ended) {
        if (away) {
            return Uni.createFrom().failure(new PeerAway("oauth-service is away"));
        }
        told.add(ended);
        return Uni.createFrom().voidItem();
    }
}
