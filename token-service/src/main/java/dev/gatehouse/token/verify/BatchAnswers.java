package dev.gatehouse.token.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.verify.Verification.Admitted;
import dev.gatehouse.token.verify.Verification.Finding;
import dev.gatehouse.token.verify.Verification.Refused;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Answers several questions at once, to callers that may ask about others' credentials. Never blocks. */
@Singleton
class BatchAnswers {
    private static final int AT_ONCE = 16;
    private final ForwardAuth forwardAuth;
    private final Verification verification;
    private final ObjectMapper json;
    private final Demands demands;

    BatchAnswers(
            ForwardAuth forwardAuth,
            Verification verification,
            ObjectMapper json,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.forwardAuth = forwardAuth;
        this.verification = verification;
        this.json = json;
        demands = new Demands(Scope.of(Scope.VERIFY), null, null, issuer);
    }

    /** @param answers in the order of the questions */
    @RegisterForReflection
    record Told(List<Answer> answers) {}

    /**
     * One answer.
     *
     * @param status that the question would be answered with alone
     * @param problem null where the status is 200
     * @param challenges of 401 and 403
     * @param dpopNonce that the next proof needs; null for none
     */
    @RegisterForReflection
    record Answer(
            int status,
            Description identity,
            @Nullable Problem problem,
            @Nullable List<String> challenges,
            @Nullable String dpopNonce) {}

    /** A proxy that passes on the body of the original call says which call that is: its body is no batch. */
    BatchReading read(HttpHeaders headers, @Nullable String body) {
        List<String> types = headers.getRequestHeader(HttpHeaders.CONTENT_TYPE);
        return body == null
                        || body.isBlank()
                        || types == null
                        || !ForwardAuth.accepted(types)
                        || ForwardAuth.tellsOfAnother(headers)
                ? new BatchReading.NoBatch()
                : Batch.read(json, body);
    }

    Uni<Response> answer(HttpHeaders headers, HttpServerRequest request, Batch batch) {
        return forwardAuth.admit(headers, request, null, demands, admitted -> answers(batch));
    }

    private Uni<Response> answers(Batch batch) {
        return Uni.join()
                .all(batch.questions().stream().map(this::answer).toList())
                .usingConcurrencyOf(AT_ONCE)
                .andFailFast()
                .map(answers -> Response.ok(new Told(answers), MediaType.APPLICATION_JSON_TYPE)
                        .header("Cache-Control", "no-store")
                        .build());
    }

    private Uni<Answer> answer(Batch.Question question) {
        return finding(question)
                .onFailure(PeerAway.class)
                .recoverWithItem(() -> new Refused(Problem.unavailable()))
                .map(BatchAnswers::answer);
    }

    private Uni<Finding> finding(Batch.Question question) {
        return switch (question.demands()) {
            case DemandsReading.MalformedDemands(String reason) -> malformed(reason);
            case Demands asked ->
                question.call()
                        .map(call -> verification.of(question.credential(), call, asked, () -> false))
                        .orElseGet(() -> malformed("method is not one in capitals."));
        };
    }

    private static Uni<Finding> malformed(String reason) {
        return Uni.createFrom().item(new Refused(Answers.malformed(reason)));
    }

    private static Answer answer(Finding finding) {
        return switch (finding) {
            case Admitted(Identity identity, String token) ->
                new Answer(200, Description.of(identity, token), null, null, null);
            case Refused(Response refused) ->
                new Answer(
                        refused.getStatus(),
                        Description.INACTIVE,
                        refused.getEntity() instanceof Problem problem ? problem : null,
                        challenges(refused),
                        refused.getHeaderString(Answers.NONCE));
        };
    }

    private static @Nullable List<String> challenges(Response refused) {
        List<Object> values = refused.getHeaders().get("WWW-Authenticate");
        return values == null ? null : values.stream().map(String::valueOf).toList();
    }
}
