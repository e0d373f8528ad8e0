package dev.gatehouse.common.peer;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

record IdentityOverHttp(InternalPeer peer) implements IdentityService {
    @Override
    public Uni<Authentication> authenticate(Credentials credentials) {
        return peer.post("/internal/authentications", credentials, Authentication.class);
    }

    @Override
    public Uni<FirstStep> firstStep(Credentials credentials) {
        return peer.post("/internal/authentications/steps/first", credentials, FirstStep.class);
    }

    @Override
    public Uni<Authentication> secondStep(SecondStep step) {
        return peer.post("/internal/authentications/steps/second", step, Authentication.class);
    }

    @Override
    public Uni<Ways> ways(WaysOrder order) {
        return peer.post("/internal/authentications/steps/ways", order, Ways.class);
    }

    @Override
    public Uni<CallAuthentication> authenticateCall(Credentials credentials) {
        return peer.post("/internal/authentications/calls", credentials, CallAuthentication.class);
    }

    @Override
    public Uni<UserLookup> user(UUID id) {
        return peer.get("/internal/users/" + id, UserLookup.class);
    }

    @Override
    public Uni<Authentication> federated(FederatedIdentity identity) {
        return peer.post("/internal/federated-identities", identity, Authentication.class);
    }

    @Override
    public Uni<Linking> link(LinkOrder order) {
        return peer.post("/internal/federated-identities/links", order, Linking.class);
    }

    @Override
    public Uni<PasskeyAsking> passkeyOptions(PasskeyBrowser browser) {
        return peer.post("/internal/authentications/passkeys/options", browser, PasskeyAsking.class);
    }

    @Override
    public Uni<Authentication> authenticatePasskey(PasskeySignIn signIn) {
        return peer.post("/internal/authentications/passkeys", signIn, Authentication.class);
    }

    @Override
    public Uni<MailOutcome> orderMail(MailOrder order) {
        return peer.post("/internal/authentications/mail", order, MailOutcome.class);
    }

    @Override
    public Uni<Authentication> authenticateByMail(MailAnswer answer) {
        return peer.post("/internal/authentications/mail/answers", answer, Authentication.class);
    }

    @Override
    public Uni<Void> noteSignOut(SignOut signOut) {
        return peer.post("/internal/sign-outs", signOut);
    }
}
