package dev.gatehouse.common.peer;

import io.smallrye.mutiny.Uni;

record SignatureOverHttp(InternalPeer peer) implements SignatureService {
    @Override
    public Uni<Signature> sign(SignOrder order) {
        return peer.post("/internal/tokens/signatures", order, Signature.class);
    }

    @Override
    public Uni<Reading> hint(IdTokenHint hint) {
        return peer.post("/internal/tokens/id-token-hints", hint, Reading.class);
    }

    @Override
    public Uni<Proving> prove(ProofOrder order) {
        return peer.post("/internal/tokens/proofs", order, Proving.class);
    }
}
