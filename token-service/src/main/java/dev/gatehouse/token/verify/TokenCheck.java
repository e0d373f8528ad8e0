package dev.gatehouse.token.verify;

import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.access.Binding;
import dev.gatehouse.token.access.Binding.Shown;
import dev.gatehouse.token.proof.DPoPProof;
import dev.gatehouse.token.proof.Proofs;
import dev.gatehouse.token.revocation.Revocations;
import dev.gatehouse.token.verify.Fault.Scheme;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Finds whose an access token is that comes as a bearer token or with a proof. Never blocks. */
@Singleton
class TokenCheck {
    private final AccessTokens tokens;
    private final Revocations revocations;
    private final Proofs proofs;

    TokenCheck(AccessTokens tokens, Revocations revocations, Proofs proofs) {
        this.tokens = tokens;
        this.revocations = revocations;
        this.proofs = proofs;
    }

    /** What came of it. */
    sealed interface Found permits Good, Bad {}

    record Good(AccessToken token) implements Found {}

    record Bad(Fault fault) implements Found {}

    Uni<Found> bearer(String text, OriginalCall call) {
        return check(text, Scheme.Bearer, new Shown(null, call.certificate()));
    }

    /** As of RFC 9449, section 7.1. */
    Uni<Found> proved(String text, OriginalCall call) {
        return switch (proofs.judge(call.proofs(), text, call.target().get())) {
            case DPoPProof.Unproved(String reason) -> bad(Fault.proof(reason));
            case DPoPProof.Proved proof ->
                check(text, Scheme.DPoP, new Shown(proof.jkt(), call.certificate()))
                        .chain(found -> found instanceof Good
                                ? proofs.use(proof).map(use -> switch (use) {
                                    case Proofs.First ignored -> found;
                                    case Proofs.Again() -> new Bad(Fault.proof("the proof was used before"));
                                    case Proofs.Unsure(String nonce) -> new Bad(Fault.unsure(nonce));
                                })
                                : Uni.createFrom().item(found));
        };
    }

    private Uni<Found> check(String text, Scheme scheme, Shown shown) {
        return tokens.read(text).chain(reading -> switch (reading) {
            case AccessTokens.Readable(AccessToken token) ->
                Binding.objection(token, shown)
                        .map(why -> bad(Fault.token(expected(token, scheme), why)))
                        .orElseGet(() -> revocations
                                .revoked(token)
                                .map(revoked -> revoked
                                        ? new Bad(Fault.token(scheme, "the token was revoked"))
                                        : new Good(token)));
            case AccessTokens.Unreadable(String reason) -> bad(Fault.token(scheme, reason));
        });
    }

    /** The challenge names the scheme that would do. */
    private static Scheme expected(AccessToken token, Scheme presented) {
        return token.confirmation() != null && token.confirmation().jkt() != null ? Scheme.DPoP : presented;
    }

    private static Uni<Found> bad(Fault fault) {
        return Uni.createFrom().item(new Bad(fault));
    }
}
