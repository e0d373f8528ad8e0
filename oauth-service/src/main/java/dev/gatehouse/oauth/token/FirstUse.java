package dev.gatehouse.oauth.token;

import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.oauth.code.CodeStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the first use of a code gave, as one word by which it can be revoked (RFC 6749, section 4.1.2): {@code grant:<id>},
 * or without a refresh token {@code jti:<id>}.
 */
@Singleton
final class FirstUse {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final int MORE_TRIES = 3;
    private static final Logger LOG = Logger.getLogger(FirstUse.class);
    private final TokenService tokens;
    private final CodeStore codes;

    FirstUse(TokenService tokens, CodeStore codes) {
        this.tokens = tokens;
        this.codes = codes;
    }

    static String of(Minted minted) {
        if (minted.grantId() != null) {
            return Kind.grant + ":" + minted.grantId();
        }
        return Kind.jti + ":" + minted.tokenId();
    }

    /**
     * Revokes it, and notes that; where it cannot be, the next use of the code does. Fails where token-service is away.
     *
     * @param gave null where there is nothing to revoke: it is not known yet, and the first use will find that there was a
     *     second, or it is done
     */
    Uni<Void> revoke(CodeStore.Presented shown, @Nullable String gave) {
        if (gave == null) {
            return Uni.createFrom().voidItem();
        }
        LOG.warnf("a code was used twice; revoking what it gave");
        int cut = gave.indexOf(':');
        return Uni.createFrom()
                .deferred(
                        () -> tokens.revoke(new Revoke(Kind.valueOf(gave.substring(0, cut)), gave.substring(cut + 1))))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE)
                .atMost(MORE_TRIES)
                .chain(() -> codes.revoked(shown));
    }
}
