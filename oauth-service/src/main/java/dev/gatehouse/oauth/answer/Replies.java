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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Answers clients. Blocks where the answer is a JWT, which token-service signs. */
@Singleton
public class Replies {
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

    /**
     * RFC 6749, section 4.1.2.
     *
     * @throws IllegalStateException where the client is registered for a JWT that cannot be made: it gets nothing else
     */
    public Reply code(Recipient to, String code) {
        return reply(to, Map.of("code", code));
    }

    /**
     * RFC 6749, section 4.1.2.1.
     *
     * @throws IllegalStateException as {@link #code}
     */
    public Reply error(Recipient to, String error, String description) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("error", error);
        parameters.put("error_description", description);
        return reply(to, parameters);
    }

    private Reply reply(Recipient to, Map<String, String> result) {
        var parameters = new LinkedHashMap<>(result);
        if (to.state() != null) {
            parameters.put("state", to.state());
        }
        if (to.mode().signed()) {
            String jwt = jwt(to.client(), parameters);
            parameters.clear();
            parameters.put("response", jwt);
        } else {
            // RFC 9207; a JWT has it anyway.
            parameters.put("iss", issuer);
        }
        return switch (to.mode()) {
            case query, query_jwt -> Reply.query(to.redirectUri(), parameters);
            case form_post, form_post_jwt -> new Reply.Form(to.redirectUri(), parameters);
        };
    }

    /** JARM, section 2. */
    private String jwt(RegisteredClient client, Map<String, String> parameters) {
        var order = new SignOrder(
                Purpose.authorization_response,
                client.clientId(),
                client.answers().authorizationSignedResponseAlg(),
                Map.copyOf(parameters),
                null,
                encryption(client));
        return switch (signatures.sign(order).await().indefinitely()) {
            case Signed(String jwt) -> jwt;
            case NotSigned(String reason) ->
                throw new IllegalStateException(
                        "an answer to client " + client.clientId() + " is not signed: " + reason);
        };
    }

    private @Nullable Encryption encryption(RegisteredClient client) {
        ClientAnswers answers = client.answers();
        return switch (recipients
                .of(client, answers.authorizationEncryptedResponseAlg(), answers.authorizationEncryptedResponseEnc())
                .await()
                .indefinitely()) {
            case Anyone() -> null;
            case Holder(Encryption encryption) -> encryption;
            case Unknown(String why) ->
                throw new IllegalStateException(
                        "an answer to client " + client.clientId() + " is not encrypted: " + why);
        };
    }
}
