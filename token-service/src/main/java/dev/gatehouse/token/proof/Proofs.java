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
                        : use(proof)
                                .map(first -> first
                                        ? new Proved(proof.jkt(), order.nonceDemanded() ? nonces.at(now) : null)
                                        : new Unproved("the proof was used before"));
        };
    }

    /** Whether it was not used before; from now on it was. Asked last, once all else is found good. */
    public Uni<Boolean> use(DPoPProof.Proved proof) {
        return used.first(proof);
    }
}
