package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.peer.TokenService.ExchangeOrder;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.Resources;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** One access token for another (RFC 8693); token-service decides about the tokens. */
@Singleton
final class TokenExchangeGrant implements Grant {
    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final int LONGEST = 8192;
    private final TokenService tokens;

    TokenExchangeGrant(TokenService tokens) {
        this.tokens = tokens;
    }

    @Override
    public GrantType type() {
        return GrantType.token_exchange;
    }

    @Override
    public Uni<Answer> answer(Proven proven, FormParameters form) {
        RegisteredClient client = proven.client();
        Optional<OAuthError> objection = objection(client, form);
        if (objection.isPresent()) {
            return Uni.createFrom().item(new Refused(objection.get()));
        }
        Scope scope;
        try {
            scope = Scope.parse(form.get("scope"));
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(new Refused(OAuthError.scope("scope has a character that is not allowed.")));
        }
        List<String> resources = Stream.of(Resources.PARAMETER, "audience")
                .flatMap(name -> form.every(name).stream())
                .distinct()
                .toList();
        Optional<String> refusal = Resources.refusal(resources, client.tokens().resources());
        if (refusal.isPresent()) {
            return Uni.createFrom().item(new Refused(OAuthError.target(refusal.get())));
        }
        var order = new ExchangeOrder(
                Objects.requireNonNull(form.get("subject_token")),
                form.get("actor_token"),
                client.clientId(),
                client.scope(),
                scope.isEmpty() ? null : scope,
                client.format(),
                client.mayActFor(),
                client.tokens().resources(),
                ClientTerms.alone(proven, resources),
                Instant.now());
        return tokens.exchange(order).map(minting -> switch (minting) {
            case TokenService.Minted minted -> Granted.exchanged(minted, ACCESS_TOKEN, proven.confirmation());
            case TokenService.MintRefused(String error, String why) -> new Refused(new OAuthError(error, why));
        });
    }

    /** Why the form asks for nothing that there is (sections 2.1 and 2.2.2); empty where it does. */
    static Optional<OAuthError> objection(RegisteredClient client, FormParameters form) {
        if (!client.confidential()) {
            return Optional.of(OAuthError.unauthorized("A public client cannot exchange tokens."));
        }
        String subject = form.get("subject_token");
        String subjectType = form.get("subject_token_type");
        String actor = form.get("actor_token");
        String actorType = form.get("actor_token_type");
        if (subject == null || subjectType == null) {
            return Optional.of(OAuthError.request("subject_token and subject_token_type are needed."));
        }
        if ((actor == null) != (actorType == null)) {
            return Optional.of(OAuthError.request("actor_token and actor_token_type come together or not at all."));
        }
        String asked = form.get("requested_token_type");
        if (Stream.of(subjectType, actorType, asked).anyMatch(type -> type != null && !type.equals(ACCESS_TOKEN))) {
            return Optional.of(OAuthError.request("Only access tokens are exchanged, for access tokens."));
        }
        return subject.length() > LONGEST || (actor != null && actor.length() > LONGEST)
                ? Optional.of(OAuthError.request("The token is none of ours."))
                : Optional.empty();
    }
}
