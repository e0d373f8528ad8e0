package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.oauth.bound.Callers;
import dev.gatehouse.oauth.bound.Callers.Known;
import dev.gatehouse.oauth.bound.Callers.TurnedAway;
import dev.gatehouse.oauth.bound.Endpoint;
import dev.gatehouse.oauth.bound.Shown;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.Resources;
import dev.gatehouse.oauth.profile.Profile;
import dev.gatehouse.oauth.request.Details;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows the client, then leads to the grant that it asks for. */
@Singleton
final class Grants {
    private static final OAuthError NO_SUCH_GRANT =
            new OAuthError("unsupported_grant_type", "There is no such grant here.");
    private final Callers callers;
    private final TokenAnswers answers;
    private final Map<GrantType, Grant> grants = new EnumMap<>(GrantType.class);

    Grants(Callers callers, TokenAnswers answers, @All List<Grant> grants) {
        this.callers = callers;
        this.answers = answers;
        for (Grant grant : grants) {
            if (grant.on() && this.grants.put(grant.type(), grant) != null) {
                throw new IllegalStateException(grant.type() + " is there twice");
            }
        }
    }

    /** @param nonce for the header {@code DPoP-Nonce}; null for none */
    record Answered(Answer answer, @Nullable String nonce) {}

    Uni<Answered> answer(Shown shown, FormParameters form) {
        if (!form.repeated(Resources.PARAMETER, "audience").isEmpty()) {
            return Uni.createFrom()
                    .item(new Answered(new Refused(OAuthError.request("A parameter is there more than once.")), null));
        }
        return callers.know(shown, form, Endpoint.TOKEN).chain(call -> switch (call) {
            case TurnedAway(OAuthError error, String nonce) -> turnedAway(new Refused(error), nonce);
            case Known known -> answer(known, new Proven(known.client(), known.confirmation()), form);
        });
    }

    private Uni<Answered> answer(Known known, Proven proven, FormParameters form) {
        return switch (admit(proven, form)) {
            case Admitted(GrantType type) ->
                answer(proven, type, form).map(answer -> {
                    answers.count(type, proven.client(), answer);
                    return new Answered(answer, known.nonce());
                });
            case NotAdmitted(Refused answer) -> turnedAway(answer, known.nonce());
        };
    }

    private Uni<Answered> turnedAway(Refused answer, @Nullable String nonce) {
        answers.turnedAway();
        return Uni.createFrom().item(new Answered(answer, nonce));
    }

    sealed interface Admission permits Admitted, NotAdmitted {}

    record Admitted(GrantType type) implements Admission {}

    record NotAdmitted(Refused answer) implements Admission {}

    /** Whether the client may use the grant that it asks for. */
    static Admission admit(Proven proven, FormParameters form) {
        RegisteredClient client = proven.client();
        Optional<OAuthError> objection = Profile.objectionToTokens(client, proven.confirmation());
        if (objection.isPresent()) {
            return new NotAdmitted(new Refused(objection.get()));
        }
        String asked = form.get("grant_type");
        if (asked == null) {
            return new NotAdmitted(new Refused(OAuthError.request("grant_type is missing.")));
        }
        Optional<GrantType> type = GrantType.named(asked);
        if (type.isEmpty()) {
            return new NotAdmitted(new Refused(NO_SUCH_GRANT));
        }
        if (!client.may(type.get())) {
            return new NotAdmitted(new Refused(OAuthError.unauthorized("The client may not use this grant.")));
        }
        // Passed over, they would have the client believe that it got them (RFC 9396, section 6).
        return form.get(Details.PARAMETER) == null
                ? new Admitted(type.get())
                : new NotAdmitted(new Refused(new OAuthError(
                        "invalid_authorization_details", "They are asked for at the authorization endpoint alone.")));
    }

    private Uni<Answer> answer(Proven proven, GrantType type, FormParameters form) {
        Grant grant = grants.get(type);
        return grant == null ? Uni.createFrom().item(new Refused(NO_SUCH_GRANT)) : grant.answer(proven, form);
    }
}
