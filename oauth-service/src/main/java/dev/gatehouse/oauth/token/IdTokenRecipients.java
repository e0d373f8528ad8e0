package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.oauth.client.ClientAnswers;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.encryption.Recipients;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** By which key a client's ID tokens are encrypted; where it is to be and there is none, there are no tokens. Never blocks. */
@Singleton
class IdTokenRecipients {
    private final Recipients recipients;

    IdTokenRecipients(Recipients recipients) {
        this.recipients = recipients;
    }

    /** What comes of giving tokens, with what encrypts their ID token, which is null for nothing. */
    Uni<Answer> with(RegisteredClient client, Function<@Nullable Encryption, Uni<Answer>> giving) {
        ClientAnswers answers = client.answers();
        return recipients
                .of(client, answers.idTokenEncryptedResponseAlg(), answers.idTokenEncryptedResponseEnc())
                .chain(recipient -> switch (recipient) {
                    case Recipients.Anyone() -> giving.apply(null);
                    case Recipients.Holder(Encryption encryption) -> giving.apply(encryption);
                    case Recipients.Unknown(String why) ->
                        Uni.createFrom()
                                .item(new Refused(OAuthError.request("ID tokens cannot be encrypted: " + why + ".")));
                });
    }
}
