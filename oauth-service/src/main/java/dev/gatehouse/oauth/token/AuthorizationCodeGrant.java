package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.Resources;
import dev.gatehouse.oauth.code.CodeGrant;
import dev.gatehouse.oauth.code.CodeStore;
import dev.gatehouse.oauth.code.Pkce;
import dev.gatehouse.oauth.consent.ConsentStore;
import dev.gatehouse.oauth.consent.GrantableScope;
import dev.gatehouse.oauth.userinfo.UserClaims;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A code for tokens (RFC 6749, section 4.1.3). Any use spends the code; a second one revokes what the first gave. */
@Singleton
final class AuthorizationCodeGrant implements Grant {
    private static final Refused UNKNOWN = new Refused(OAuthError.grant("The code is unknown, expired or used."));
    private static final int LONGEST = 256;
    private final CodeStore codes;
    private final IdentityService identity;
    private final TokenService tokens;
    private final FirstUse firstUse;
    private final ConsentStore consents;

    AuthorizationCodeGrant(
            CodeStore codes, ConsentStore consents, IdentityService identity, TokenService tokens, FirstUse firstUse) {
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
    public Uni<Answer> answer(RegisteredClient client, FormParameters form) {
        String code = form.get("code");
        String verifier = form.get("code_verifier");
        if (code == null || verifier == null) {
            return Uni.createFrom().item(new Refused(OAuthError.request("code and code_verifier are needed.")));
        }
        if (code.length() > LONGEST) {
            return Uni.createFrom().item(UNKNOWN);
        }
        return codes.take(code).chain(taken -> switch (taken) {
            case CodeStore.Unknown() -> Uni.createFrom().item(UNKNOWN);
            case CodeStore.Reused(String gave) -> firstUse.revoke(gave).replaceWith(UNKNOWN);
            case CodeStore.Fresh(CodeGrant grant) -> {
                var asked = new Asked(code, form.every(Resources.PARAMETER));
                yield objection(grant, client.clientId(), form.get("redirect_uri"), verifier)
                        .or(() -> objection(grant, client, asked.resources()))
                        .map(refused -> Uni.createFrom().<Answer>item(refused))
                        .orElseGet(() -> exchange(asked, grant, client));
            }
        });
    }

    /** Why the code is not good for this request; empty where it is. */
    static Optional<Refused> objection(
            CodeGrant grant, String clientId, @Nullable String redirectUri, String verifier) {
        if (!grant.clientId().equals(clientId)) {
            return Optional.of(UNKNOWN);
        }
        if (!grant.redirectUri().equals(redirectUri)) {
            return Optional.of(new Refused(OAuthError.grant("redirect_uri is not that of the authorization request.")));
        }
        if (!Pkce.proves(verifier, grant.codeChallenge())) {
            return Optional.of(new Refused(OAuthError.grant("code_verifier does not fit the code_challenge.")));
        }
        return Optional.empty();
    }

    /** @param resources those that the first access token is for; none for all that the code is good for */
    private record Asked(String code, List<String> resources) {}

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

    private Uni<Answer> exchange(Asked asked, CodeGrant grant, RegisteredClient client) {
        return identity.user(grant.subject()).chain(user -> switch (user) {
            case IdentityService.Absent() -> Uni.createFrom().item(new Refused(OAuthError.grant("The user is gone.")));
            case IdentityService.Found found -> mint(asked, grant, client, found);
        });
    }

    private Uni<Answer> mint(Asked asked, CodeGrant grant, RegisteredClient client, IdentityService.Found user) {
        // Both may have lost something since the code was given.
        Scope scope = GrantableScope.of(grant.scope().within(client.scope()), user.scope());
        if (scope.isEmpty()) {
            return Uni.createFrom().item(new Refused(OAuthError.grant("Nothing is left of what was granted.")));
        }
        boolean refresh = client.may(GrantType.refresh_token) && scope.has(Scope.OFFLINE_ACCESS);
        var idToken = scope.has(Scope.OPENID)
                ? new TokenService.IdTokenOrder(client.clientId(), grant.nonce(), UserClaims.of(user, scope))
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
                        ClientTerms.of(client.tokens(), resources(grant, client)),
                        grant.issuedAt(),
                        asked.resources().isEmpty() ? null : asked.resources(),
                        ClientTerms.beside(client.tokens()).claims(scope, user)))
                .chain(minting -> switch (minting) {
                    case Minted minted -> allowed(asked.code(), grant, minted);
                    case TokenService.MintRefused(String error, String why) ->
                        Uni.createFrom().item(new Refused(new OAuthError(error, why)));
                });
    }

    /**
     * Only what the user still allows the client: consent may have been taken back since the code was given. Looked up when
     * the tokens are there: whoever takes it back revokes after that, so of both at once one sees the other.
     */
    private Uni<Answer> allowed(String code, CodeGrant grant, Minted minted) {
        return Uni.createFrom()
                .item(() -> consents.scope(grant.subject(), grant.clientId()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(consented -> consented.covers(grant.scope())
                        ? settle(code, minted)
                        : firstUse.revoke(FirstUse.of(minted))
                                .replaceWith(new Refused(OAuthError.grant("The user has taken the consent back."))));
    }

    private Uni<Answer> settle(String code, Minted minted) {
        String gave = FirstUse.of(minted);
        return codes.settle(code, gave)
                .chain(replayed -> replayed
                        ? firstUse.revoke(gave).<Answer>replaceWith(UNKNOWN)
                        : Uni.createFrom().item(Granted.of(minted)));
    }
}
