package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.common.peer.SignatureService;
import dev.gatehouse.common.peer.SignatureService.NotSigned;
import dev.gatehouse.common.peer.SignatureService.Purpose;
import dev.gatehouse.common.peer.SignatureService.SignOrder;
import dev.gatehouse.common.peer.SignatureService.Signed;
import dev.gatehouse.oauth.client.ClientAnswers;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.encryption.Recipients;
import dev.gatehouse.oauth.logout.DeliveryStore.Delivery;
import dev.gatehouse.oauth.subject.Subjects;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Logout tokens (OpenID Connect Back-Channel Logout 1.0, section 2.4). Blocks. */
@Singleton
class LogoutTokens {
    static final Duration PATIENCE = Duration.ofSeconds(5);
    private final SignatureService signatures;
    private final Subjects subjects;
    private final Recipients recipients;

    LogoutTokens(SignatureService signatures, Subjects subjects, Recipients recipients) {
        this.signatures = signatures;
        this.subjects = subjects;
        this.recipients = recipients;
    }

    sealed interface Writing permits Written, Unwritten {}

    record Written(String token) implements Writing {
        /** Keeps it out of logs. */
        @Override
        public String toString() {
            return "Written[a token]";
        }
    }

    /** There is no key for it. */
    record Unwritten(String why) implements Writing {}

    /** Signed and encrypted as the client's ID tokens are, and of the user as it knows them. */
    Writing of(RegisteredClient client, Delivery delivery) {
        ClientAnswers answers = client.answers();
        return recipients
                .of(client, answers.idTokenEncryptedResponseAlg(), answers.idTokenEncryptedResponseEnc())
                .chain(recipient -> switch (recipient) {
                    case Recipients.Anyone() -> signed(client, delivery, null);
                    case Recipients.Holder(Encryption encryption) -> signed(client, delivery, encryption);
                    case Recipients.Unknown(String why) ->
                        Uni.createFrom().<Writing>item(new Unwritten("it cannot be encrypted: " + why));
                })
                .await()
                .atMost(PATIENCE);
    }

    private Uni<Writing> signed(RegisteredClient client, Delivery delivery, @Nullable Encryption encryption) {
        var order = new SignOrder(
                Purpose.logout,
                client.clientId(),
                client.tokens().idTokenAlg(),
                Map.of("sub", subjects.of(client, delivery.subject()), "sid", delivery.sid()),
                null,
                encryption);
        return signatures.sign(order).map(signature -> switch (signature) {
            case Signed(String jwt) -> new Written(jwt);
            case NotSigned(String reason) -> new Unwritten(reason);
        });
    }
}
