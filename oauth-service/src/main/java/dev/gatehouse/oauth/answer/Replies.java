package dev.gatehouse.oauth.answer;

import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.common.peer.SignatureService;
import dev.gatehouse.common.peer.SignatureService.NotSigned;
import dev.gatehouse.common.peer.SignatureService.Purpose;
import dev.gatehouse.common.peer.SignatureService.SignOrder;
import dev.gatehouse.common.peer.SignatureService.Signed;
import dev.gatehouse.oauth.client.ClientAnswers;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.encryption.Recipients;
import dev.gatehouse.oauth.encryption.Recipients.Anyone;
import dev.gatehouse.oauth.encryption.Recipients.Holder;
import dev.gatehouse.oauth.encryption.Recipients.Unknown;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers clients. Blocks where the answer is a JWT, which token-service signs. */
@Singleton
public class Replies {
    private static final Logger LOG = Logger.getLogger(Replies.class);
    private final String issuer;
    private final SignatureService signatures;
    private final Recipients recipients;

    Replies(
            @ConfigProperty(name = "gatehouse.issuer") String issuer,
            SignatureService signatures,
            Recipients recipients) {
        this.issuer = issuer;
        this.signatures = signatures;
        this.recipients = recipients;
    }

    /** RFC 6749, section 4.1.2. Empty where it has to be a JWT that cannot be made: the client gets nothing else. */
    public Optional<Reply> code(Recipient to, String code) {
        return reply(to, Map.of("code", code));
    }

    /** RFC 6749, section 4.1.2.1. Empty as {@link #code}. */
    public Optional<Reply> error(Recipient to, String error, String description) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("error", error);
        parameters.put("error_description", description);
        return reply(to, parameters);
    }

    private Optional<Reply> reply(Recipient to, Map<String, String> result) {
        var parameters = new LinkedHashMap<>(result);
        if (to.state() != null) {
            parameters.put("state", to.state());
        }
        if (to.mode().signed()) {
            return jwt(to.client(), parameters).map(jwt -> sent(to, Map.of("response", jwt)));
        }
        // RFC 9207; a JWT has it anyway.
        parameters.put("iss", issuer);
        return Optional.of(sent(to, parameters));
    }

    private static Reply sent(Recipient to, Map<String, String> parameters) {
        return switch (to.mode()) {
            case query, query_jwt -> Reply.query(to.redirectUri(), parameters);
            case form_post, form_post_jwt -> new Reply.Form(to.redirectUri(), parameters);
        };
    }

    /** JARM, section 2. */
    private Optional<String> jwt(RegisteredClient client, Map<String, String> parameters) {
        ClientAnswers answers = client.answers();
        return switch (recipients
                .of(client, answers.authorizationEncryptedResponseAlg(), answers.authorizationEncryptedResponseEnc())
                .await()
                .indefinitely()) {
            case Anyone() -> signed(client, parameters, null);
            case Holder(Encryption encryption) -> signed(client, parameters, encryption);
            case Unknown(String why) -> none(client, why);
        };
    }

    private Optional<String> signed(
            RegisteredClient client, Map<String, String> parameters, @Nullable Encryption encryption) {
        var order = new SignOrder(
                Purpose.authorization_response,
                client.clientId(),
                client.answers().authorizationSignedResponseAlg(),
                Map.copyOf(parameters),
                null,
                encryption);
        return switch (signatures.sign(order).await().indefinitely()) {
            case Signed(String jwt) -> Optional.of(jwt);
            case NotSigned(String reason) -> none(client, reason);
        };
    }

    private static Optional<String> none(RegisteredClient client, String why) {
        LOG.warnf("client %s is not answered, for no JWT can be made: %s", client.clientId(), why);
        return Optional.empty();
    }
}
