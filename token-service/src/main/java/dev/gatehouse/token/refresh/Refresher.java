package dev.gatehouse.token.refresh;

import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.Absent;
import dev.gatehouse.common.peer.IdentityService.Found;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Minting;
import dev.gatehouse.common.peer.TokenService.RefreshOrder;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.TermsCheck;
import dev.gatehouse.token.grant.Grant;
import dev.gatehouse.token.grant.GrantStore;
import dev.gatehouse.token.revocation.Revocation;
import dev.gatehouse.token.revocation.Revocations;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Refreshes: rotates the grant and gives the next pair (RFC 6749, section 6; RFC 9700, section 4.14.2). Blocks. */
@Startup
@Singleton
public class Refresher {
    private static final Logger AUDIT = Logger.getLogger("audit");
    /** A compare-and-swap that is lost is followed by one more look, which finds the successor or the end. */
    private static final int LOOKS = 2;

    private static final String REVOKED = "the grant was revoked";

    private final RefreshTokens tokens;
    private final GrantStore grants;
    private final Successors successors;
    private final Revocations revocations;
    private final IdentityService identity;
    private final TermsCheck check;
    private final RefreshConfig config;
    private final Counter reuses;

    Refresher(
            RefreshTokens tokens,
            GrantStore grants,
            Successors successors,
            Revocations revocations,
            IdentityService identity,
            TermsCheck check,
            RefreshConfig config,
            MeterRegistry registry) {
        this.tokens = tokens;
        this.grants = grants;
        this.successors = successors;
        this.revocations = revocations;
        this.identity = identity;
        this.check = check;
        this.config = config;
        reuses = Counter.builder("gatehouse.refresh.reuses")
                .description("Refresh tokens that were used before, and whose grants were revoked for it.")
                .register(registry);
    }

    /** For a client. */
    public Minting refresh(RefreshOrder order) {
        return refresh(
                order.refreshToken(),
                order.clientId(),
                order.allowed(),
                order.scope(),
                Objects.requireNonNullElse(order.terms(), Terms.NONE),
                order.resources());
    }

    /** First-hand: all that was granted. */
    public Minting refresh(String text) {
        return refresh(text, null, null, null, Terms.NONE, null);
    }

    /**
     * @param clientId the client that presents the token, null first-hand
     * @param allowed all that the client may still ask for, null first-hand
     * @param asked a narrower scope for the access token, null for all that was granted
     * @param demanded what else is asked of what was granted
     * @param resources all that the client may still ask tokens for, null first-hand
     */
    Minting refresh(
            String text,
            @Nullable String clientId,
            @Nullable Scope allowed,
            @Nullable Scope asked,
            Terms demanded,
            @Nullable List<String> resources) {
        Optional<MintRefused> objection = check.objection(demanded, clientId);
        if (objection.isPresent()) {
            return objection.get();
        }
        RefreshToken token = tokens.read(text).orElse(null);
        if (token == null) {
            return refused("the refresh token is malformed or was not issued here");
        }
        for (int look = 0; look < LOOKS; look++) {
            Grant grant = grants.find(token.family()).orElse(null);
            if (grant == null) {
                return refused("the refresh token is not known");
            }
            Scope wanted =
                    asked == null && allowed != null ? grant.content().scope().within(allowed) : asked;
            if (wanted != null && wanted.isEmpty() && asked == null) {
                return refused("the client may no longer have anything of what was granted");
            }
            Terms terms = Rotation.within(grant.content().terms(), demanded, resources);
            Optional<Minting> answer =
                    switch (Rotation.decide(grant, token.generation(), clientId, wanted, terms, config.grace())) {
                        case Rotation.Refuse(MintRefused no) -> Optional.of(no);
                        case Rotation.Reuse() -> Optional.of(reused(grant, token));
                        case Rotation.Repeat() -> Optional.of(repeat(grant, wanted, terms));
                        case Rotation.Advance() -> advance(grant, wanted, terms, true);
                        case Rotation.Keep() -> advance(grant, wanted, terms, false);
                    };
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return refused("the refresh token is not known");
    }

    /** Empty where another got there first. @param rotating whether the refresh token becomes the next */
    private Optional<Minting> advance(Grant grant, @Nullable Scope asked, Terms terms, boolean rotating) {
        // All others are asked before the generation goes up, and an opaque token is kept: if one is away, nothing has
        // happened yet. What was made for one who comes second nobody ever sees.
        return switch (holder(grant)) {
            case Gone() -> Optional.of(gone(grant));
            case Revoked() -> Optional.of(refused(REVOKED));
            case Present(Found user, long position) -> {
                Terms now = Successors.terms(grant, user, asked, terms);
                Optional<Minting> objection =
                        check.objection(now, grant.content().clientId()).map(no -> no);
                if (objection.isPresent()) {
                    yield objection;
                }
                var access = successors.access(grant, user, asked, now, position);
                Optional<Grant> after = rotating
                        ? grants.rotate(grant.id(), grant.generation(), access.beside())
                        : grants.keep(grant.id(), grant.generation(), access.beside());
                yield after.map(next -> successors.with(access, next, user));
            }
        };
    }

    private Minting repeat(Grant grant, @Nullable Scope asked, Terms terms) {
        return switch (holder(grant)) {
            case Gone() -> gone(grant);
            case Revoked() -> refused(REVOKED);
            case Present(Found user, long position) -> {
                Terms now = Successors.terms(grant, user, asked, terms);
                Optional<Minting> objection =
                        check.objection(now, grant.content().clientId()).map(no -> no);
                yield objection.orElseGet(
                        () -> successors.with(successors.access(grant, user, asked, now, position), grant, user));
            }
        };
    }

    private sealed interface Holder {}

    /** @param user null where the grant is a client's own */
    private record Present(@Nullable Found user, long position) implements Holder {}

    /** By a name that the grant bears; it is closed by whoever revokes, but not at the very same time. */
    private record Revoked() implements Holder {}

    private record Gone() implements Holder {}

    private Holder holder(Grant grant) {
        var standing = revocations
                .standing(Revocation.namesOf(grant), grant.createdAt())
                .await()
                .indefinitely();
        if (standing.revoked()) {
            return new Revoked();
        }
        if (grant.content().username() == null) {
            return new Present(null, standing.position());
        }
        return switch (identity.user(UUID.fromString(grant.content().subject()))
                .await()
                .indefinitely()) {
            case Found found -> new Present(found, standing.position());
            case Absent() -> new Gone();
        };
    }

    private Minting gone(Grant grant) {
        end(grant);
        return refused("the user is gone");
    }

    private Minting reused(Grant grant, RefreshToken token) {
        end(grant);
        reuses.increment();
        AUDIT.warnf(
                "refresh token reuse: grant=%s subject=%s client=%s presented=%d current=%d; the grant was revoked",
                grant.id(),
                grant.content().subject(),
                grant.content().clientId(),
                token.generation(),
                grant.generation());
        return refused("the refresh token was used before; the grant was revoked");
    }

    /** With its access tokens. */
    private void end(Grant grant) {
        revocations.revoke(new Revoke(Kind.grant, grant.id().toString()));
    }

    private static MintRefused refused(String description) {
        return new MintRefused("invalid_grant", description);
    }
}
