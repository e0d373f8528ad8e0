package dev.gatehouse.token.exchange;

import dev.gatehouse.common.peer.TokenService.ExchangeOrder;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.peer.TokenService.Minting;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.AccessTokenWriter;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.access.Binding;
import dev.gatehouse.token.access.TermsCheck;
import dev.gatehouse.token.mint.Minter;
import dev.gatehouse.token.revocation.Revocations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Gives one access token for another. Never blocks. */
@Singleton
class Exchanger {
    private static final MintRefused NO_SUBJECT =
            new MintRefused("invalid_request", "the subject token does not count here");
    private static final MintRefused NO_ACTOR =
            new MintRefused("invalid_request", "the actor token does not count here");
    private static final MintRefused NO_CLIENT = new MintRefused("invalid_grant", "the client was removed");

    private final AccessTokens tokens;
    private final AccessTokenWriter writer;
    private final Revocations revocations;
    private final TermsCheck check;
    private final String issuer;

    Exchanger(
            AccessTokens tokens,
            AccessTokenWriter writer,
            Revocations revocations,
            TermsCheck check,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.tokens = tokens;
        this.writer = writer;
        this.revocations = revocations;
        this.check = check;
        this.issuer = issuer;
    }

    Uni<Minting> exchange(ExchangeOrder order) {
        Optional<MintRefused> objection = check.objection(order.terms(), order.clientId());
        if (objection.isPresent()) {
            return refused(objection.get());
        }
        Instant since = order.since().minus(Minter.CLOCKS);
        // The position comes before the looks at the tokens: what is revoked after those concerns the new one.
        return revocations
                .standing(Map.of(new Revoke(Kind.client, order.clientId()), since))
                .chain(standing -> standing.revoked() ? refused(NO_CLIENT) : withSubject(order, standing.position()));
    }

    private Uni<Minting> withSubject(ExchangeOrder order, long position) {
        return good(order.subjectToken()).chain(subject -> {
            if (subject.isEmpty()) {
                return refused(NO_SUBJECT);
            }
            String actorToken = order.actorToken();
            return actorToken == null
                    ? decided(order, subject.get(), null, position)
                    : good(actorToken)
                            .chain(actor -> actor.isEmpty()
                                    ? refused(NO_ACTOR)
                                    : decided(order, subject.get(), actor.get(), position));
        });
    }

    private Uni<Optional<AccessToken>> good(String text) {
        return tokens.read(text).chain(reading -> switch (reading) {
            case AccessTokens.Readable(AccessToken token) ->
                Binding.objection(token).isPresent()
                        ? Uni.createFrom().item(Optional.empty())
                        : revocations.revoked(token).map(revoked -> revoked ? Optional.empty() : Optional.of(token));
            case AccessTokens.Unreadable ignored -> Uni.createFrom().item(Optional.empty());
        });
    }

    private Uni<Minting> decided(ExchangeOrder order, AccessToken subject, @Nullable AccessToken actor, long position) {
        return switch (Exchange.decide(order, subject, actor, issuer, Instant.now())) {
            case Exchange.Refused(MintRefused answer) -> refused(answer);
            case Exchange.Granted granted ->
                writer.write(
                                order.format(),
                                new AccessTokenWriter.Holder(
                                        subject.subject(),
                                        subject.username(),
                                        order.clientId(),
                                        granted.scope(),
                                        subject.sid(),
                                        subject.grantId(),
                                        subject.authTime(),
                                        subject.amr(),
                                        position,
                                        granted.terms(),
                                        granted.parents()))
                        .map(written -> new Minted(
                                written.value(),
                                written.token().id(),
                                written.expiresIn(),
                                null,
                                granted.scope(),
                                null,
                                null));
        };
    }

    private static Uni<Minting> refused(MintRefused answer) {
        return Uni.createFrom().item(answer);
    }
}
