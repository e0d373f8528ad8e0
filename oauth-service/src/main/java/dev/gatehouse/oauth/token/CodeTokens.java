package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Minting;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.claims.UserClaims;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.Resources;
import dev.gatehouse.oauth.code.CodeGrant;
import dev.gatehouse.oauth.consent.ConsentStore;
import dev.gatehouse.oauth.consent.GrantableScope;
import dev.gatehouse.oauth.profile.Profile;
import dev.gatehouse.oauth.subject.Subjects;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens for what a user has allowed a client, whichever code stands for it. Never blocks. */
@Singleton
public class CodeTokens {
    static final Refused UNKNOWN = new Refused(OAuthError.grant("The code is unknown, expired or used."));
    private final ConsentStore consents;
    private final IdentityService identity;
    private final TokenService tokens;
    private final Subjects subjects;
    private final IdTokenRecipients recipients;

    CodeTokens(
            ConsentStore consents,
            IdentityService identity,
            TokenService tokens,
            Subjects subjects,
            IdTokenRecipients recipients) {
        this.consents = consents;
        this.identity = identity;
        this.tokens = tokens;
        this.subjects = subjects;
        this.recipients = recipients;
    }

    /** What becomes of the code once there will be an answer. */
    public interface Spending {
        /** @param minting makes the tokens when it is subscribed to, and not before */
        Uni<Answer> of(Uni<Minting> minting);
    }

    /**
     * Only for a user who is there, and still allows the client what the code is for. Consent that is taken back from here on
     * token-service is told of, and then refuses.
     *
     * @param asked the resources that the first access token is for; none for all that the code is good for
     * @param spending is not asked where there is nothing to give
     */
    public Uni<Answer> give(CodeGrant grant, Proven proven, List<String> asked, Spending spending) {
        return objection(grant, proven, Instant.now())
                .or(() -> objection(grant, proven.client(), asked))
                .map(refused -> Uni.createFrom().<Answer>item(refused))
                .orElseGet(() -> allowed(grant, proven, asked, spending));
    }

    /** Why the code is not good with the key that the client has proved, or over for it; empty where it is. */
    static Optional<Refused> objection(CodeGrant grant, Proven proven, Instant now) {
        if (Profile.codeIsOver(proven.client(), grant.issuedAt(), now)) {
            return Optional.of(UNKNOWN);
        }
        Confirmation confirmation = proven.confirmation();
        return grant.dpopJkt() == null
                        || (confirmation != null && grant.dpopJkt().equals(confirmation.jkt()))
                ? Optional.empty()
                : Optional.of(new Refused(OAuthError.grant("The code is bound to a key, which was not proved.")));
    }

    /** Why the code is not good for these resources; empty where it is. */
    static Optional<Refused> objection(CodeGrant grant, RegisteredClient client, List<String> asked) {
        List<String> left = resources(grant, client);
        if (left.isEmpty() && !grant.resources().isEmpty()) {
            return Optional.of(new Refused(OAuthError.target("The client may have none of the resources any more.")));
        }
        return Resources.refusal(asked, left).map(why -> new Refused(OAuthError.target(why)));
    }

    /** Those of the code that the client may still ask for. */
    private static List<String> resources(CodeGrant grant, RegisteredClient client) {
        return grant.resources().stream()
                .filter(client.tokens().resources()::contains)
                .toList();
    }

    private Uni<Answer> allowed(CodeGrant grant, Proven proven, List<String> asked, Spending spending) {
        return Uni.combine()
                .all()
                .unis(identity.user(grant.subject()), consented(grant, proven.client()))
                .asTuple()
                .chain(both -> switch (both.getItem1()) {
                    case IdentityService.Absent() -> refused("The user is gone.");
                    case IdentityService.Found found ->
                        both.getItem2()
                                ? recipients.with(
                                        proven.client(),
                                        grant.scope(),
                                        encryption -> mint(grant, proven, asked, found, encryption)
                                                .map(spending::of)
                                                .orElseGet(() -> refused("Nothing is left of what was granted.")))
                                : refused("The user has taken the consent back.");
                });
    }

    private Uni<Boolean> consented(CodeGrant grant, RegisteredClient client) {
        if (client.requests().firstParty()) {
            return Uni.createFrom().item(true);
        }
        return Uni.createFrom()
                .item(() -> consents.scope(grant.subject(), grant.clientId()).covers(grant.scope()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Uni<Answer> refused(String why) {
        return Uni.createFrom().item(new Refused(OAuthError.grant(why)));
    }

    /** Empty where nothing is left to give. */
    private Optional<Uni<Minting>> mint(
            CodeGrant grant,
            Proven proven,
            List<String> asked,
            IdentityService.Found user,
            @Nullable Encryption encryption) {
        RegisteredClient client = proven.client();
        // Both may have lost something since the code was given.
        Scope scope = GrantableScope.of(grant.scope().within(client.scope()), user.scope());
        if (scope.isEmpty()) {
            return Optional.empty();
        }
        boolean refresh = client.may(GrantType.refresh_token) && scope.has(Scope.OFFLINE_ACCESS);
        var idToken = scope.has(Scope.OPENID)
                ? new TokenService.IdTokenOrder(
                        client.clientId(), grant.nonce(), idTokenClaims(client, grant, user, scope))
                : null;
        var order = new TokenService.Mint(
                user.subject().toString(),
                user.username(),
                client.clientId(),
                scope,
                grant.sid(),
                grant.authTime(),
                grant.amr(),
                client.format(),
                refresh,
                idToken,
                ClientTerms.asking(
                        ClientTerms.of(
                                proven,
                                resources(grant, client),
                                subjects.pairwise(client, user.subject()),
                                encryption),
                        grant),
                grant.issuedAt(),
                asked.isEmpty() ? null : asked,
                ClientTerms.beside(client).claims(scope, user),
                grant.signedInAt());
        return Optional.of(Uni.createFrom().deferred(() -> tokens.mint(order)));
    }

    /** What the scope opens, unless the client would rather have it from userinfo alone, and what was asked for singly. */
    private static Map<String, Object> idTokenClaims(
            RegisteredClient client, CodeGrant grant, IdentityService.Found user, Scope scope) {
        var claims = new LinkedHashMap<String, Object>(
                client.answers().idTokenUserClaims() ? UserClaims.of(user, scope) : Map.of());
        claims.putAll(UserClaims.named(user, grant.claims().idToken()));
        return claims;
    }
}
