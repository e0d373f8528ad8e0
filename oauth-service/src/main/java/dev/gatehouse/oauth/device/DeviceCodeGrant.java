package dev.gatehouse.oauth.device;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.peer.TokenService.Minting;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.Resources;
import dev.gatehouse.oauth.code.CodeGrant;
import dev.gatehouse.oauth.token.Answer;
import dev.gatehouse.oauth.token.CodeTokens;
import dev.gatehouse.oauth.token.Grant;
import dev.gatehouse.oauth.token.Granted;
import dev.gatehouse.oauth.token.Proven;
import dev.gatehouse.oauth.token.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** A device code for tokens, once the user has decided (RFC 8628, sections 3.4 and 3.5). Never blocks. */
@Singleton
final class DeviceCodeGrant implements Grant {
    private static final Refused UNKNOWN = new Refused(OAuthError.grant("The device code is unknown, or used."));
    private static final int LONGEST = 256;
    private final DeviceCodeStore codes;
    private final CodeTokens tokens;
    private final DeviceConfig config;

    DeviceCodeGrant(DeviceCodeStore codes, CodeTokens tokens, DeviceConfig config) {
        this.codes = codes;
        this.tokens = tokens;
        this.config = config;
    }

    @Override
    public GrantType type() {
        return GrantType.device_code;
    }

    @Override
    public boolean on() {
        return config.enabled();
    }

    @Override
    public Uni<Answer> answer(Proven proven, FormParameters form) {
        String code = form.get("device_code");
        if (code == null) {
            return refused(OAuthError.request("device_code is needed."));
        }
        if (code.length() > LONGEST) {
            return Uni.createFrom().item(UNKNOWN);
        }
        return codes.poll(code, proven.client().clientId()).chain(polled -> switch (polled) {
            case DeviceCodeStore.Pending() ->
                refused(new OAuthError("authorization_pending", "The user has not decided yet."));
            case DeviceCodeStore.Early(long interval) ->
                refused(new OAuthError("slow_down", "Ask every " + interval + " seconds from now on."));
            case DeviceCodeStore.Denied() -> refused(new OAuthError("access_denied", "The user did not allow it."));
            case DeviceCodeStore.Expired() ->
                refused(new OAuthError("expired_token", "The device code is too old; begin anew."));
            case DeviceCodeStore.Unknown() -> Uni.createFrom().item(UNKNOWN);
            case DeviceCodeStore.Allowed(CodeGrant grant) ->
                tokens.give(grant, proven, form.every(Resources.PARAMETER), minting -> spend(code, proven, minting));
        });
    }

    /**
     * The last step before the tokens. Where they cannot be made now, the device may ask again: what token-service did all the
     * same nobody was given.
     */
    private Uni<Answer> spend(String code, Proven proven, Uni<Minting> minting) {
        return codes.spend(code, proven.client().clientId())
                .chain(first -> first
                        ? minting.onFailure()
                                .call(() -> codes.giveBack(code).onFailure().recoverWithNull())
                                .map(outcome -> answer(outcome, proven))
                        : Uni.createFrom().item(UNKNOWN));
    }

    private static Answer answer(Minting minting, Proven proven) {
        return switch (minting) {
            case Minted minted -> Granted.of(minted, proven.confirmation());
            case MintRefused(String error, String why) -> new Refused(new OAuthError(error, why));
        };
    }

    private static Uni<Answer> refused(OAuthError error) {
        return Uni.createFrom().item(new Refused(error));
    }
}
