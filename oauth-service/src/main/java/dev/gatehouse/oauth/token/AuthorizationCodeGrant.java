package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.peer.TokenService.Minting;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.Resources;
import dev.gatehouse.oauth.code.CodeGrant;
import dev.gatehouse.oauth.code.CodeStore;
import dev.gatehouse.oauth.code.CodeStore.Presented;
import dev.gatehouse.oauth.code.Pkce;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A code for tokens (RFC 6749, section 4.1.3). Any use of the client that it was given to spends the code; a second one revokes
 * what the first gave.
 */
@Singleton
final class AuthorizationCodeGrant implements Grant {
    private static final Refused UNKNOWN = CodeTokens.UNKNOWN;
    private static final int LONGEST = 256;
    private final CodeStore codes;
    private final CodeTokens tokens;
    private final FirstUse firstUse;
    private final IdTokenRecipients recipients;

    AuthorizationCodeGrant(CodeStore codes, CodeTokens tokens, FirstUse firstUse, IdTokenRecipients recipients) {
        this.codes = codes;
        this.tokens = tokens;
        this.firstUse = firstUse;
        this.recipients = recipients;
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
        return codes.take(shown).chain(taken -> switch (taken) {
            case CodeStore.Unknown() -> Uni.createFrom().item(UNKNOWN);
            case CodeStore.Reused(String gave) -> firstUse.revoke(shown, gave).replaceWith(UNKNOWN);
            case CodeStore.Fresh(CodeGrant grant) -> {
                List<String> asked = form.every(Resources.PARAMETER);
                yield objection(grant, form.get("redirect_uri"), form.get("code_verifier"))
                        .map(refused -> Uni.createFrom().<Answer>item(refused))
                        .orElseGet(() -> tokens.give(
                                grant,
                                proven,
                                asked,
                                minting -> minting.chain(minted -> settle(shown, grant, proven, minted))));
            }
        });
    }

    /** Why the code is not good for this request; empty where it is. */
    static Optional<Refused> objection(CodeGrant grant, @Nullable String redirectUri, @Nullable String verifier) {
        String challenge = grant.codeChallenge();
        // What its absence let happen the challenge does not: OAuth 2.1 has it in the authorization request alone.
        boolean absent = redirectUri == null && challenge != null;
        if (grant.redirectUri() == null || !(absent || grant.redirectUri().equals(redirectUri))) {
            return Optional.of(new Refused(OAuthError.grant("redirect_uri is not that of the authorization request.")));
        }
        if (challenge != null && verifier == null) {
            return Optional.of(new Refused(OAuthError.grant("code_verifier is needed.")));
        }
        // One without a challenge was taken out of the request on its way (RFC 9700, section 4.8.2).
        boolean fits = challenge == null ? verifier == null : verifier != null && Pkce.proves(verifier, challenge);
        return fits
                ? Optional.empty()
                : Optional.of(new Refused(OAuthError.grant("code_verifier does not fit the code_challenge.")));
    }

    private Uni<Answer> settle(Presented shown, CodeGrant grant, Proven proven, Minting minting) {
        return switch (minting) {
            case Minted minted -> settle(shown, grant, proven, minted);
            case MintRefused(String error, String why) ->
                Uni.createFrom().item(new Refused(new OAuthError(error, why)));
        };
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
