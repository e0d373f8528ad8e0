package dev.gatehouse.oauth.userinfo;

import dev.gatehouse.common.caller.Caller;
import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.SignatureService;
import dev.gatehouse.common.peer.SignatureService.NotSigned;
import dev.gatehouse.common.peer.SignatureService.Purpose;
import dev.gatehouse.common.peer.SignatureService.SignOrder;
import dev.gatehouse.common.peer.SignatureService.Signed;
import dev.gatehouse.oauth.claims.UserClaims;
import dev.gatehouse.oauth.client.ClientAnswers;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.encryption.Recipients;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a token lets its holder know of the user, in the form that the client is registered for. Blocks. */
@Singleton
class UserInfo {
    private final IdentityService identity;
    private final Clients clients;
    private final Recipients recipients;
    private final SignatureService signatures;

    UserInfo(IdentityService identity, Clients clients, Recipients recipients, SignatureService signatures) {
        this.identity = identity;
        this.clients = clients;
        this.recipients = recipients;
        this.signatures = signatures;
    }

    sealed interface Told permits Claims, Jwt, Gone, Untold {}

    record Claims(Map<String, Object> claims) implements Told {}

    /** @param text signed, and of five parts where it is encrypted, too */
    record Jwt(String text) implements Told {}

    /** The user, or the client, is no more. */
    record Gone() implements Told {}

    /** It cannot be said now as the client wants it. */
    record Untold(String why) implements Told {}

    /** @param caller who holds the token of the user */
    Told of(Caller caller, UUID user) {
        return switch (identity.user(user).await().indefinitely()) {
            case IdentityService.Absent() -> new Gone();
            case IdentityService.Found found -> {
                Map<String, Object> claims = claims(caller, found);
                String clientId = caller.clientId();
                yield clientId == null
                        ? new Claims(claims)
                        : clients.find(clientId)
                                .await()
                                .indefinitely()
                                .map(client -> told(client, claims))
                                .orElseGet(Gone::new);
            }
        };
    }

    /** The subject as the client knows it, what the scope opens, and what was asked for by name. */
    static Map<String, Object> claims(Caller caller, IdentityService.Found user) {
        String pairwise = caller.clientSubject();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", pairwise == null ? user.subject().toString() : pairwise);
        claims.putAll(UserClaims.of(user, caller.scope()));
        claims.putAll(UserClaims.named(user, caller.userinfoClaims()));
        return claims;
    }

    private Told told(RegisteredClient client, Map<String, Object> claims) {
        ClientAnswers answers = client.answers();
        String algorithm = answers.userinfoSignedResponseAlg();
        if (algorithm == null) {
            return new Claims(claims);
        }
        return switch (recipients
                .of(client, answers.userinfoEncryptedResponseAlg(), answers.userinfoEncryptedResponseEnc())
                .await()
                .indefinitely()) {
            case Recipients.Anyone() -> sign(client, algorithm, claims, null);
            case Recipients.Holder(Encryption encryption) -> sign(client, algorithm, claims, encryption);
            case Recipients.Unknown(String why) -> new Untold(why);
        };
    }

    private Told sign(
            RegisteredClient client, String algorithm, Map<String, Object> claims, @Nullable Encryption encryption) {
        var order = new SignOrder(Purpose.userinfo, client.clientId(), algorithm, claims, null, encryption);
        return switch (signatures.sign(order).await().indefinitely()) {
            case Signed(String jwt) -> new Jwt(jwt);
            case NotSigned(String reason) -> new Untold(reason);
        };
    }
}
