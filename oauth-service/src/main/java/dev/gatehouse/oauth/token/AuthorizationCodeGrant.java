package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.claims.UserClaims;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.Resources;
import dev.gatehouse.oauth.code.CodeGrant;
import dev.gatehouse.oauth.code.CodeStore;
import dev.gatehouse.oauth.code.CodeStore.Presented;
import dev.gatehouse.oauth.code.Pkce;
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

/**
 * A code for tokens (RFC 6749, section 4.1.3). Any use of the client that it was given to spends the code; a second one revokes
 * what the first gave.
 */
@Singleton
final class AuthorizationCodeGrant implements Grant {
    private static final Refused UNKNOWN = new Refused(OAuthError.grant("The code is unknown, expired or used."));
    private static final int LONGEST = 256;
    private final CodeStore codes;
    private final IdentityService identity;
    private final TokenService tokens;
    private final FirstUse firstUse;
    private final ConsentStore consents;
    private final Subjects subjects;
    private final IdTokenRecipients recipients;

    AuthorizationCodeGrant(
            CodeStore codes,
            ConsentStore consents,
            IdentityService identity,
            TokenService tokens,
            FirstUse firstUse,
            Subjects subjects,
            IdTokenRecipients recipients) {
        this.subjects = subjects;
        this.recipients = recipients;
        this.codes = codes;
        this.consents = consents;
        this.identity = identity;
        this.tokens = tokens;
        this.firstUse = firstUse;
    }

    @Override
    public GrantType type() {
        return GrantType.authorization_code;
    }

    @Override
    public Uni<Answer> answer(Proven proven, FormParameters form) {
        RegisteredClient client = proven.client();
        String code = form.get("code");
        if (code == null) {
            return Uni.createFrom().item(new Refused(OAuthError.request("code is needed.")));
        }
        if (code.length() > LONGEST) {
            return Uni.createFrom().item(UNKNOWN);
        }
        var shown = new Presented(code, client.clientId());
        if (!recipients.encrypted(client)) {
            return take(shown, proven, form);
        }
        // Without the key there will be no answer, so the code is left for when it can be had.
        return codes.find(shown)
                .chain(found -> recipients.with(
                        client,
                        found.map(CodeGrant::scope).orElse(Scope.NONE),
                        encryption -> take(shown, proven, form)));
    }

    private Uni<Answer> take(Presented shown, Proven proven, FormParameters form) {
        RegisteredClient client = proven.client();
        return codes.take(shown).chain(taken -> switch (taken) {
            case CodeStore.Unknown() -> Uni.createFrom().item(UNKNOWN);
            case CodeStore.Reused(String gave) -> firstUse.revoke(shown, gave).replaceWith(UNKNOWN);
            case CodeStore.Fresh(CodeGrant grant) -> {
                var asked = new Asked(shown, form.every(Resources.PARAMETER));
                yield objection(grant, form.get("redirect_uri"), form.get("code_verifier"))
                        .or(() -> objection(grant, proven, Instant.now()))
                        .or(() -> objection(grant, client, asked.resources()))
                        .map(refused -> Uni.createFrom().<Answer>item(refused))
                        .orElseGet(() -> exchange(asked, grant, proven));
            }
        });
    }

    /** Why the code is not good for this request; empty where it is. */
    static Optional<Refused> objection(CodeGrant grant, @Nullable String redirectUri, @Nullable String verifier) {
        if (!grant.redirectUri().equals(redirectUri)) {
            return Optional.of(new Refused(OAuthError.grant("redirect_uri is not that of the authorization request.")));
        }
        String challenge = grant.codeChallenge();
        if (challenge != null && verifier == null) {
            return Optional.of(new Refused(OAuthError.request("code_verifier is needed.")));
        }
        // One without a challenge was taken out of the request on its way (RFC 9700, section 4.8.2).
        boolean fits = challenge == null ? verifier == null : verifier != null && Pkce.proves(verifier, challenge);
        return fits
                ? Optional.empty()
                : Optional.of(new Refused(OAuthError.grant("code_verifier does not fit the code_challenge.")));
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

    /** @param resources those that the first access token is for; none for all that the code is good for */
    private record Asked(Presented shown, List<String> resources) {}

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

    /**
     * Only for a user who is there, and still allows the client what the code is for. Consent that is taken back from here on
     * token-service is told of, and then refuses.
     */
    private Uni<Answer> exchange(Asked asked, CodeGrant grant, Proven proven) {
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
                                        encryption -> mint(asked, grant, proven, found, encryption))
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

    private Uni<Answer> mint(
            Asked asked, CodeGrant grant, Proven proven, IdentityService.Found user, @Nullable Encryption encryption) {
        RegisteredClient client = proven.client();
        // Both may have lost something since the code was given.
        Scope scope = GrantableScope.of(grant.scope().within(client.scope()), user.scope());
        if (scope.isEmpty()) {
            return Uni.createFrom().item(new Refused(OAuthError.grant("Nothing is left of what was granted.")));
        }
        boolean refresh = client.may(GrantType.refresh_token) && scope.has(Scope.OFFLINE_ACCESS);
        var idToken = scope.has(Scope.OPENID)
                ? new TokenService.IdTokenOrder(
                        client.clientId(), grant.nonce(), idTokenClaims(client, grant, user, scope))
                : null;
        return tokens.mint(new TokenService.Mint(
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
                        asked.resources().isEmpty() ? null : asked.resources(),
                        ClientTerms.beside(client).claims(scope, user)))
                .chain(minting -> switch (minting) {
                    case Minted minted -> settle(asked.shown(), grant, proven, minted);
                    case TokenService.MintRefused(String error, String why) ->
                        Uni.createFrom().item(new Refused(new OAuthError(error, why)));
                });
    }

    /** What the scope opens, unless the client would rather have it from userinfo alone, and what was asked for singly. */
    private static Map<String, Object> idTokenClaims(
            RegisteredClient client, CodeGrant grant, IdentityService.Found user, Scope scope) {
        var claims = new LinkedHashMap<String, Object>(
                client.answers().idTokenUserClaims() ? UserClaims.of(user, scope) : Map.of());
        claims.putAll(UserClaims.named(user, grant.claims().idToken()));
        return claims;
    }

    private Uni<Answer> settle(Presented shown, CodeGrant grant, Proven proven, Minted minted) {
        String gave = FirstUse.of(minted);
        return codes.settle(shown, gave)
                .chain(replayed -> replayed
                        ? firstUse.revoke(shown, gave).<Answer>replaceWith(UNKNOWN)
                        : Uni.createFrom()
                                .item(Granted.of(minted, proven.confirmation()).with(grant.details())));
    }
}
