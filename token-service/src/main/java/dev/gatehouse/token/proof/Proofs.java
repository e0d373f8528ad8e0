package dev.gatehouse.token.proof;

import dev.gatehouse.common.peer.SignatureService.NonceWanted;
import dev.gatehouse.common.peer.SignatureService.ProofOrder;
import dev.gatehouse.common.peer.SignatureService.Proved;
import dev.gatehouse.common.peer.SignatureService.Proving;
import dev.gatehouse.common.peer.SignatureService.Unproved;
import dev.gatehouse.token.keys.Cryptography;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges proofs, and takes each once. Never blocks. */
@Singleton
public class Proofs {
    private static final Duration LONGEST_AGE = Duration.ofMinutes(5);
    /** The clocks of replicas may be so far apart. */
    private static final Duration CLOCKS = Duration.ofSeconds(10);

    private final UsedProofs used;
    private final Nonces nonces;
    private final Cryptography cryptography;
    private final Duration age;

    Proofs(UsedProofs used, Nonces nonces, Cryptography cryptography, ProofConfig config) {
        this.used = used;
        this.nonces = nonces;
        this.cryptography = cryptography;
        age = config.age();
        if (age.compareTo(Duration.ofSeconds(1)) < 0 || age.compareTo(LONGEST_AGE) > 0) {
            throw new IllegalArgumentException("gatehouse.token.proof.age must be from 1 second to 5 minutes");
        }
    }

    /** As {@link DPoPProof#judge}, now. */
    public DPoPProof.Judgement judge(List<String> proofs, String token, Optional<Target> target) {
        return DPoPProof.judge(proofs, token, target, Instant.now(), age, cryptography);
    }

    /** A proof that is shown to the authorization server, which may demand a nonce. */
    Uni<Proving> prove(ProofOrder order) {
        Instant now = Instant.now();
        return switch (DPoPProof.judge(
                order.proofs(), order.accessToken(), Target.of(order.method(), order.uri()), now, age, cryptography)) {
            case DPoPProof.Unproved(String reason) -> Uni.createFrom().item(new Unproved(reason));
            case DPoPProof.Proved proof ->
                order.nonceDemanded() && !nonces.good(proof.nonce(), now)
                        ? Uni.createFrom().item(new NonceWanted(nonces.at(now)))
                        : use(proof).map(use -> switch (use) {
                            case First(Instant since) ->
                                new Proved(proof.jkt(), order.nonceDemanded() ? next(since) : null);
                            case Again() -> new Unproved("the proof was used before");
                            case Unsure(String nonce) -> new NonceWanted(nonce);
                        });
        };
    }

    /** What came of using a proof. */
    public sealed interface Use permits First, Again, Unsure {}

    /** It was not used before. @param since when that is known */
    public record First(Instant since) implements Use {}

    public record Again() implements Use {}

    /**
     * Redis has lost its data of late, and the proof may be of before. One with this nonce is not.
     *
     * @param nonce that nobody could have had then
     */
    public record Unsure(String nonce) implements Use {}

    /** Whether it was not used before; from now on it was. Asked last, once all else is found good. */
    public Uni<Use> use(DPoPProof.Proved proof) {
        return used.first(proof)
                .map(since -> since.map(remembered -> used(proof, remembered)).orElseGet(Again::new));
    }

    private Use used(DPoPProof.Proved proof, Instant since) {
        return proof.issuedAt().isAfter(sure(since)) || nonces.isOf(proof.nonce(), since)
                ? new First(since)
                : new Unsure(next(since));
    }

    /** A nonce for the next proof. */
    private String next(Instant since) {
        Instant now = Instant.now();
        return now.minus(age).isAfter(sure(since)) ? nonces.at(now) : nonces.at(now, since);
    }

    /** A proof may be made for a time to come, and the clocks of those that used it may have been ahead. */
    private Instant sure(Instant since) {
        return since.plus(age).plus(CLOCKS);
    }
}
