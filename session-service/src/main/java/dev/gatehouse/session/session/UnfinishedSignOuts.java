package dev.gatehouse.session.session;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sign-outs that failed after the session was over: its tokens count still. The browser has its cookie yet, and so whoever
 * tries again is told when it is done. Never blocks.
 */
@ApplicationScoped
public class UnfinishedSignOuts {
    private final Endings endings;

    UnfinishedSignOuts(Endings endings) {
        this.endings = endings;
    }

    /** The session that went by this cookie, where it is one. */
    public Uni<Optional<String>> sid(@Nullable String cookie) {
        return cookie == null || !Sessions.plausible(cookie)
                ? Uni.createFrom().item(Optional.empty())
                : endings.leftBy(cookie).map(left -> left.map(Ended::name));
    }

    /** Does what is left; false where that is nothing. Fails where token-service is away, as signing out does. */
    public Uni<Boolean> finish(@Nullable String cookie) {
        return cookie == null || !Sessions.plausible(cookie)
                ? Uni.createFrom().item(false)
                : endings.leftBy(cookie)
                        .chain(left -> left.isPresent()
                                ? endings.tell(left.get()).replaceWith(true)
                                : Uni.createFrom().item(false));
    }
}
