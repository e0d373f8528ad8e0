package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.client.ClientAnswers;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.encryption.Recipients;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** By which key a client's ID tokens are encrypted; where it is to be and there is none, there are no tokens. Never blocks. */
@Singleton
class IdTokenRecipients {
    private static final Logger LOG = Logger.getLogger(IdTokenRecipients.class);
    private final Recipients recipients;

    IdTokenRecipients(Recipients recipients) {
        this.recipients = recipients;
    }

    /** Whether it has its ID tokens encrypted. */
    boolean encrypted(RegisteredClient client) {
        return client.answers().idTokenEncryptedResponseAlg() != null;
    }

    /**
     * What comes of giving tokens, with what encrypts their ID token, which is null for nothing.
     *
     * @param scope theirs at most: without openid there is no ID token
     */
    Uni<Answer> with(RegisteredClient client, Scope scope, Function<@Nullable Encryption, Uni<Answer>> giving) {
        if (!scope.has(Scope.OPENID)) {
            return giving.apply(null);
        }
        ClientAnswers answers = client.answers();
        return recipients
                .of(client, answers.idTokenEncryptedResponseAlg(), answers.idTokenEncryptedResponseEnc())
                .chain(recipient -> switch (recipient) {
                    case Recipients.Anyone() -> giving.apply(null);
                    case Recipients.Holder(Encryption encryption) -> giving.apply(encryption);
                    case Recipients.Unknown(String why) -> {
                        LOG.infof("client %s gets no tokens: %s", client.clientId(), why);
                        yield Uni.createFrom()
                                .item(new Refused(
                                        OAuthError.unavailable("The client's ID tokens cannot be encrypted now.")));
                    }
                });
    }
}
