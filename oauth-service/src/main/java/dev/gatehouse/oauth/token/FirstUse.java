package dev.gatehouse.oauth.token;

import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.peer.TokenService.Revoke;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the first use of a code gave, as one word by which it can be revoked (RFC 6749, section 4.1.2): {@code grant:<id>},
 * or without a refresh token {@code jti:<id>}.
 */
@Singleton
final class FirstUse {
    private static final Logger LOG = Logger.getLogger(FirstUse.class);
    private final TokenService tokens;

    FirstUse(TokenService tokens) {
        this.tokens = tokens;
    }

    static String of(Minted minted) {
        if (minted.grantId() != null) {
            return Kind.grant + ":" + minted.grantId();
        }
        return Kind.jti + ":" + minted.tokenId();
    }

    /** @param gave null where it is not known yet; then the first use will find that there was a second */
    Uni<Void> revoke(@Nullable String gave) {
        if (gave == null) {
            return Uni.createFrom().voidItem();
        }
        LOG.warnf("a code was used twice; revoking what it gave");
        int cut = gave.indexOf(':');
        return tokens.revoke(new Revoke(Kind.valueOf(gave.substring(0, cut)), gave.substring(cut + 1)));
    }
}
