package dev.gatehouse.oauth.bound;

import dev.gatehouse.common.certificate.ClientCertificates;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.oauth.PresentedClient;
import dev.gatehouse.common.peer.OAuthService.Presentation;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.proof.ClientProofs;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Which client calls, and which key it proves to hold. Never blocks. */
@Singleton
public class Callers {
    private final ClientProofs proofs;
    private final Bindings bindings;
    private final ClientCertificates certificates;

    Callers(ClientProofs proofs, Bindings bindings, ClientCertificates certificates) {
        this.proofs = proofs;
        this.bindings = bindings;
        this.certificates = certificates;
    }

    /** What came of it. */
    public sealed interface Call permits Known, TurnedAway {
        /** For the header {@code DPoP-Nonce}; null for none. */
        @Nullable
        String nonce();
    }

    /** @param confirmation the key; null where it proves none */
    public record Known(
            RegisteredClient client,
            @Nullable Confirmation confirmation,
            @Nullable String nonce) implements Call {}

    public record TurnedAway(OAuthError error, @Nullable String nonce) implements Call {}

    /** What {@code request} shows. */
    public Shown shown(HttpServerRequest request) {
        String certificate = certificates
                .of(
                        request.headers()::getAll,
                        request.connection().remoteAddress().hostAddress())
                .map(Base64.getEncoder()::encodeToString)
                .orElse(null);
        return new Shown(
                request.headers().getAll("Authorization"), request.headers().getAll("DPoP"), certificate);
    }

    /** Each assertion and each proof counts once; an assertion does again where the proof lacked but a nonce. */
    public Uni<Call> know(Shown shown, FormParameters form, Endpoint endpoint) {
        if (form.repeated().stream().anyMatch(name -> name.startsWith("client_"))) {
            return Uni.createFrom()
                    .item(new TurnedAway(OAuthError.request("A parameter is there more than once."), null));
        }
        return switch (PresentedClient.read(shown.authorization(), form)) {
            case PresentedClient.Unreadable(OAuthError answer) ->
                Uni.createFrom().item(new TurnedAway(answer, null));
            case PresentedClient.Presented presented ->
                proofs.prove(presentation(presented, shown)).chain(outcome -> switch (outcome) {
                    case ClientProofs.Unknown(OAuthError answer) ->
                        Uni.createFrom().item(new TurnedAway(answer, null));
                    case ClientProofs.Known known -> bind(known, shown, endpoint);
                });
        };
    }

    private static Presentation presentation(PresentedClient.Presented presented, Shown shown) {
        return new Presentation(
                presented.clientId(),
                presented.secret(),
                presented.method(),
                presented.assertion(),
                shown.certificate());
    }

    private Uni<Call> bind(ClientProofs.Known known, Shown shown, Endpoint endpoint) {
        return bindings.of(known.client(), shown, endpoint).chain(binding -> switch (binding) {
            case Bindings.Unbound(OAuthError error, String nonce) ->
                Uni.createFrom().item(new TurnedAway(error, nonce));
            case Bindings.Bound(Confirmation confirmation, String nonce) ->
                proofs.spend(known).map(spent -> switch (spent) {
                    case ClientProofs.Known once -> new Known(once.client(), confirmation, nonce);
                    case ClientProofs.Unknown(OAuthError answer) -> new TurnedAway(answer, nonce);
                });
        });
    }
}
