package dev.gatehouse.token.mint;

import dev.gatehouse.common.peer.TokenService.IdTokenOrder;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.token.access.AccessTokenWriter;
import dev.gatehouse.token.idtoken.IdTokens;
import dev.gatehouse.token.idtoken.SignedIn;
import dev.gatehouse.token.refresh.GrantOpening;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Mints what an order asks for. Never blocks the caller: the row of a grant is written on a virtual thread. */
@Singleton
public class Minter {
    private final AccessTokenWriter writer;
    private final IdTokens idTokens;
    private final GrantOpening grants;
    private final ExecutorService threads;

    Minter(AccessTokenWriter writer, IdTokens idTokens, GrantOpening grants, @VirtualThreads ExecutorService threads) {
        this.writer = writer;
        this.idTokens = idTokens;
        this.grants = grants;
        this.threads = threads;
    }

    public Uni<Minted> mint(Mint order) {
        return order.refresh() ? withGrant(order) : pair(order, null);
    }

    private Uni<Minted> withGrant(Mint order) {
        return Uni.createFrom()
                .item(() -> grants.open(order))
                .runSubscriptionOn(threads)
                .chain(opened -> pair(order, opened));
    }

    private Uni<Minted> pair(Mint order, GrantOpening.@Nullable Opened grant) {
        String grantId = grant == null ? null : grant.id().toString();
        var holder = new AccessTokenWriter.Holder(
                order.subject(),
                order.username(),
                order.clientId(),
                order.scope(),
                order.sid(),
                grantId,
                order.authTime(),
                amr(order));
        return writer.write(order.format(), holder)
                .map(written -> new Minted(
                        written.value(),
                        written.expiresIn(),
                        grant == null ? null : grant.refreshToken(),
                        order.scope(),
                        idToken(order, written.value()),
                        grantId));
    }

    private @Nullable String idToken(Mint order, String accessToken) {
        IdTokenOrder asked = order.idToken();
        if (asked == null) {
            return null;
        }
        return idTokens.sign(new SignedIn(
                order.subject(),
                asked.audience(),
                order.clientId(),
                asked.nonce(),
                order.authTime(),
                amr(order),
                order.sid(),
                accessToken,
                asked.claims()));
    }

    private static List<String> amr(Mint order) {
        List<String> amr = order.amr();
        return amr == null ? List.of() : amr;
    }
}
