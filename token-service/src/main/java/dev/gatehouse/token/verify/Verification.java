package dev.gatehouse.token.verify;

import dev.gatehouse.common.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/** Who is calling, and may they: however it is asked. Never blocks. */
@Singleton
class Verification {
    private final Identification identification;
    private final ApiTokens apiTokens;

    Verification(Identification identification, ApiTokens apiTokens) {
        this.identification = identification;
        this.apiTokens = apiTokens;
    }

    /** What came of it. */
    sealed interface Finding permits Admitted, Refused {}

    /** @param apiToken the JWT for the API */
    record Admitted(Identity identity, String apiToken) implements Finding {}

    record Refused(Response answer) implements Finding {}

    Uni<Finding> of(Credential credential, OriginalCall call, Demands demands) {
        return identification.of(credential, call).map(outcome -> finding(outcome, demands));
    }

    private Finding finding(Identification.Outcome outcome, Demands demands) {
        return switch (outcome) {
            case Identification.Known(Identity identity) -> finding(identity, demands);
            case Identification.Unknown(Optional<Fault> fault) -> new Refused(Answers.unknown(fault));
            case Identification.CsrfRefused() -> new Refused(Answers.csrf());
            case Identification.Busy(int seconds) -> new Refused(Answers.busy(seconds));
            case Identification.Throttled(int seconds) -> new Refused(Problem.tooManyAttempts(seconds));
            case Identification.BadRequest(String reason) -> new Refused(Answers.malformed(reason));
        };
    }

    private Finding finding(Identity identity, Demands demands) {
        return switch (demands.judge(identity, Instant.now())) {
            case MET -> new Admitted(identity, apiTokens.sign(identity));
            case OTHER_AUDIENCE ->
                new Refused(Answers.unknown(
                        Optional.of(Fault.token(identity.scheme(), "the token is for another resource"))));
            case INSUFFICIENT_SCOPE -> new Refused(Answers.insufficientScope(demands, identity.scheme()));
            case INSUFFICIENT_AUTHENTICATION ->
                new Refused(Answers.insufficientAuthentication(demands, identity.scheme()));
        };
    }
}
