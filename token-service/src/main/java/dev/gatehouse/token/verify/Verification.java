package dev.gatehouse.token.verify;

import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.token.verify.Verifications.Outcome;
import dev.gatehouse.token.verify.Verifications.Way;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Who is calling, and may they: however it is asked. Never blocks. */
@Singleton
class Verification {
    private final Identification identification;
    private final ApiTokens apiTokens;
    private final Verifications verifications;

    Verification(Identification identification, ApiTokens apiTokens, Verifications verifications) {
        this.identification = identification;
        this.apiTokens = apiTokens;
        this.verifications = verifications;
    }

    /** What came of it. */
    sealed interface Finding permits Admitted, Refused {}

    /** @param apiToken the JWT for the API */
    record Admitted(Identity identity, String apiToken) implements Finding {}

    record Refused(Response answer) implements Finding {}

    /** @param own whether one of our own services asks: asked only where it makes a difference */
    Uni<Finding> of(Credential credential, OriginalCall call, Demands demands, BooleanSupplier own) {
        return identification.of(credential, call).map(outcome -> finding(credential.way(), outcome, demands, own));
    }

    private Finding finding(Way way, Identification.Outcome outcome, Demands demands, BooleanSupplier own) {
        return switch (outcome) {
            case Identification.Known(Identity identity) -> finding(way, identity, demands, own);
            case Identification.Unknown(Optional<Fault> fault) -> refused(way, Outcome.unknown, Answers.unknown(fault));
            case Identification.CsrfRefused() -> refused(way, Outcome.csrf, Answers.csrf());
            case Identification.Busy(int seconds) -> refused(way, Outcome.busy, Answers.busy(seconds));
            case Identification.Throttled(int seconds) ->
                refused(way, Outcome.throttled, Problem.tooManyAttempts(seconds));
            case Identification.BadRequest(String reason) -> refused(way, Outcome.malformed, Answers.malformed(reason));
        };
    }

    private Finding finding(Way way, Identity identity, Demands demands, BooleanSupplier own) {
        return switch (demands.judge(identity, Instant.now())) {
            case MET -> {
                verifications.count(way, Outcome.admitted);
                // Whoever asks may be the client itself, or what its tokens are for.
                Identity told = identity.pairwise() && !own.getAsBoolean() ? identity.asItsClientKnows() : identity;
                yield new Admitted(told, apiTokens.sign(told));
            }
            case OTHER_AUDIENCE ->
                refused(
                        way,
                        Outcome.other_audience,
                        Answers.unknown(
                                Optional.of(Fault.token(identity.scheme(), "the token is for another resource"))));
            case INSUFFICIENT_SCOPE ->
                refused(way, Outcome.insufficient_scope, Answers.insufficientScope(demands, identity.scheme()));
            case INSUFFICIENT_AUTHENTICATION ->
                refused(
                        way,
                        Outcome.insufficient_authentication,
                        Answers.insufficientAuthentication(demands, identity.scheme()));
        };
    }

    private Finding refused(Way way, Outcome outcome, Response answer) {
        verifications.count(way, outcome);
        return new Refused(answer);
    }
}
