package dev.gatehouse.common.peer;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

record SessionOverHttp(InternalPeer peer) implements SessionService {
    @Override
    public Uni<Opening> open(Open order) {
        return peer.post("/internal/sessions", order, Opening.class);
    }

    @Override
    public Uni<Lookup> lookup(CookieUse use) {
        return peer.post("/internal/sessions/lookup", use, Lookup.class);
    }

    @Override
    public Uni<OpenSessions> of(UUID user) {
        return peer.get("/internal/sessions/of/" + user, OpenSessions.class);
    }

    @Override
    public Uni<Void> endAll(UUID user) {
        return peer.delete("/internal/sessions/of/" + user);
    }

    @Override
    public Uni<SignedOut> signOut(SignOut order) {
        return peer.post("/internal/sessions/sign-outs", order, SignedOut.class);
    }

    @Override
    public Uni<Standing> standing(Sessions asked) {
        return peer.post("/internal/sessions/standing", asked, Standing.class);
    }
}
