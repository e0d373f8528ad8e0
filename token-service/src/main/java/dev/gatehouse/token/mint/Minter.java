package dev.gatehouse.token.mint;

import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.IdTokenOrder;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.peer.TokenService.Minting;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.token.access.AccessTokenWriter;
import dev.gatehouse.token.access.TermsCheck;
import dev.gatehouse.token.idtoken.IdTokens;
import dev.gatehouse.token.idtoken.SignedIn;
import dev.gatehouse.token.refresh.GrantOpening;
import dev.gatehouse.token.revocation.Revocations;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Mints what an order asks for. Never blocks the caller: the row of a grant is written on a virtual thread. */
@Singleton
public class Minter {
    private static final MintRefused REVOKED =
            new MintRefused("invalid_grant", "the sign-in, the consent or the client was revoked");
    /** The clocks of services may be so far apart, and whoever found a client have waited so long. */
    public static final Duration CLOCKS = Duration.ofSeconds(10);

    private final AccessTokenWriter writer;
    private final IdTokens idTokens;
    private final GrantOpening grants;
    private final Revocations revocations;
    private final TermsCheck terms;
    private final ExecutorService threads;

    Minter(
            AccessTokenWriter writer,
            IdTokens idTokens,
            GrantOpening grants,
            Revocations revocations,
            TermsCheck terms,
            @VirtualThreads ExecutorService threads) {
        this.writer = writer;
        this.idTokens = idTokens;
        this.grants = grants;
        this.revocations = revocations;
        this.terms = terms;
        this.threads = threads;
    }

    /**
     * Mints, unless the sign-in, the consent or the client that it stems from was revoked meanwhile. That is looked up when the grant is open: whoever
     * revokes closes grants after it is in force, so of a sign-in and a revocation at once one sees the other. A token is
     * of the position that was looked at, so that what is revoked from then on concerns it.
     */
    public Uni<Minting> mintUnlessRevoked(Mint order) {
        return objection(order).map(no -> Uni.createFrom().<Minting>item(no)).orElseGet(() -> mintSound(order));
    }

    private Optional<MintRefused> objection(Mint order) {
        List<String> narrowed = order.audience();
        List<String> all = terms(order).audience();
        return narrowed != null && (narrowed.isEmpty() || all == null || !all.containsAll(narrowed))
                ? Optional.of(new MintRefused("invalid_target", "a resource is none of those that are granted"))
                : terms.objection(terms(order), order.clientId())
                        .or(() -> order.told() == null
                                ? Optional.empty()
                                : terms.objection(first(order), order.clientId()));
    }

    /** The terms of the first access token, which may be for less than the grant, and tells what a grant does not keep. */
    private static Terms first(Mint order) {
        Terms all = terms(order);
        Map<String, Object> told = order.told();
        return (order.audience() == null ? all : all.of(order.audience())).telling(told == null ? Map.of() : told);
    }

    private Uni<Minting> mintSound(Mint order) {
        Map<Revoke, Instant> names = names(order);
        if (names.isEmpty()) {
            return mint(order).map(minted -> minted);
        }
        return opened(order)
                .chain(grant -> revocations
                        .standing(names)
                        .chain(standing -> standing.revoked()
                                ? Uni.createFrom().item(REVOKED)
                                : pair(order, grant.orElse(null), standing.position())
                                        .map(minted -> minted)));
    }

    /** What the order stems from, each with the instant from which on a revocation of it counts. */
    private static Map<Revoke, Instant> names(Mint order) {
        var names = new HashMap<Revoke, Instant>();
        String client = order.clientId();
        Instant signedIn = order.begun();
        if (order.username() != null && signedIn != null) {
            names.put(new Revoke(Kind.user, order.subject()), signedIn);
            if (order.sid() != null) {
                names.put(new Revoke(Kind.sid, order.sid()), signedIn);
            }
        }
        Instant since = order.since();
        if (client != null && since != null) {
            // Its name is revoked when it is removed, and is never given again.
            names.put(new Revoke(Kind.client, client), since.minus(CLOCKS));
            if (order.username() != null) {
                names.put(new Revoke(Kind.consent, order.subject() + " " + client), since);
            }
        }
        return names;
    }

    public Uni<Minted> mint(Mint order) {
        // Known before anything is given, so that what is revoked meanwhile concerns it.
        long position = revocations.position();
        return opened(order).chain(grant -> pair(order, grant.orElse(null), position));
    }

    private Uni<Optional<GrantOpening.Opened>> opened(Mint order) {
        return order.refresh()
                ? Uni.createFrom().item(() -> Optional.of(grants.open(order))).runSubscriptionOn(threads)
                : Uni.createFrom().item(Optional.empty());
    }

    private Uni<Minted> pair(Mint order, GrantOpening.@Nullable Opened grant, long position) {
        String grantId = grant == null ? null : grant.id().toString();
        var holder = new AccessTokenWriter.Holder(
                order.subject(),
                order.username(),
                order.clientId(),
                order.scope(),
                order.sid(),
                grantId,
                order.authTime(),
                amr(order),
                position,
                first(order));
        return writer.write(order.format(), holder)
                .chain(written -> idToken(order, written.value())
                        .map(idToken -> new Minted(
                                written.value(),
                                written.token().id(),
                                written.expiresIn(),
                                grant == null ? null : grant.refreshToken(),
                                order.scope(),
                                idToken.orElse(null),
                                grantId)));
    }

    private Uni<Optional<String>> idToken(Mint order, String accessToken) {
        IdTokenOrder asked = order.idToken();
        if (asked == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        var content = new SignedIn(
                order.subject(),
                asked.audience(),
                order.clientId(),
                asked.nonce(),
                order.authTime(),
                amr(order),
                order.sid(),
                accessToken,
                asked.claims());
        return idTokens.sign(content, terms(order).beside()).map(Optional::of);
    }

    private static Terms terms(Mint order) {
        Terms terms = order.terms();
        return terms == null ? Terms.NONE : terms;
    }

    private static List<String> amr(Mint order) {
        List<String> amr = order.amr();
        return amr == null ? List.of() : amr;
    }
}
