package dev.gatehouse.token.proof;

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
    private final Cryptography cryptography;
    private final Duration age;

    Proofs(UsedProofs used, Cryptography cryptography, ProofConfig config) {
        this.used = used;
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

    /** Whether it was not used before; from now on it was. Asked last, once all else is found good. */
    public Uni<Boolean> use(DPoPProof.Proved proof) {
        return used.first(proof);
    }
}
