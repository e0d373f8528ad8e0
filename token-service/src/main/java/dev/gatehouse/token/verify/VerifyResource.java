package dev.gatehouse.token.verify;

import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.token.proof.ClientCertificates;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One question for every API: who is calling, and may they? On the event loop. Proxies send it whatever method the call
 * has, a CORS preflight too, which is then judged like any other call.
 */
@Path("/verify")
public class VerifyResource {
    private final Identification identification;
    private final ApiTokens apiTokens;
    private final ClientCertificates certificates;

    VerifyResource(Identification identification, ApiTokens apiTokens, ClientCertificates certificates) {
        this.identification = identification;
        this.apiTokens = apiTokens;
        this.certificates = certificates;
    }

    @GET
    public Uni<Response> get(@Context HttpHeaders headers, @Context UriInfo uri, @Context HttpServerRequest request) {
        return verify(headers, uri, request);
    }

    @HEAD
    public Uni<Response> head(@Context HttpHeaders headers, @Context UriInfo uri, @Context HttpServerRequest request) {
        return verify(headers, uri, request);
    }

    @POST
    public Uni<Response> post(@Context HttpHeaders headers, @Context UriInfo uri, @Context HttpServerRequest request) {
        return verify(headers, uri, request);
    }

    @PUT
    public Uni<Response> put(@Context HttpHeaders headers, @Context UriInfo uri, @Context HttpServerRequest request) {
        return verify(headers, uri, request);
    }

    @PATCH
    public Uni<Response> patch(@Context HttpHeaders headers, @Context UriInfo uri, @Context HttpServerRequest request) {
        return verify(headers, uri, request);
    }

    @DELETE
    public Uni<Response> delete(
            @Context HttpHeaders headers, @Context UriInfo uri, @Context HttpServerRequest request) {
        return verify(headers, uri, request);
    }

    @OPTIONS
    public Uni<Response> options(
            @Context HttpHeaders headers, @Context UriInfo uri, @Context HttpServerRequest request) {
        return verify(headers, uri, request);
    }

    private Uni<Response> verify(HttpHeaders headers, UriInfo uri, HttpServerRequest request) {
        return switch (demands(uri)) {
            case DemandsReading.MalformedDemands(String reason) ->
                Uni.createFrom().item(Answers.malformed(reason));
            case Demands demands ->
                call(headers, uri, request)
                        .map(call ->
                                identification.of(credential(headers), call).map(outcome -> answer(outcome, demands)))
                        .orElseGet(() -> Uni.createFrom()
                                .item(Answers.malformed(
                                        "X-Forwarded-Method or X-Original-Method is not one method in capitals.")));
        };
    }

    private Response answer(Identification.Outcome outcome, Demands demands) {
        return switch (outcome) {
            case Identification.Known(Identity identity) ->
                switch (demands.judge(identity, Instant.now())) {
                    case MET -> Answers.known(identity, apiTokens.sign(identity));
                    case OTHER_AUDIENCE ->
                        Answers.unknown(
                                Optional.of(Fault.token(identity.scheme(), "the token is for another resource")));
                    case INSUFFICIENT_SCOPE -> Answers.insufficientScope(demands, identity.scheme());
                    case INSUFFICIENT_AUTHENTICATION -> Answers.insufficientAuthentication(demands, identity.scheme());
                };
            case Identification.Unknown(Optional<Fault> fault) -> Answers.unknown(fault);
            case Identification.CsrfRefused() -> Answers.csrf();
            case Identification.Busy(int seconds) -> Answers.busy(seconds);
            case Identification.Throttled(int seconds) -> Problem.tooManyAttempts(seconds);
            case Identification.BadRequest(String reason) -> Answers.malformed(reason);
        };
    }

    private static DemandsReading demands(UriInfo uri) {
        var query = uri.getQueryParameters();
        return Demands.read(
                query.getOrDefault("scope", List.of()),
                query.getOrDefault("max_age", List.of()),
                query.getOrDefault("acr", List.of()),
                query.getOrDefault("audience", List.of()));
    }

    private static Credential credential(HttpHeaders headers) {
        return Credential.read(all(headers, HttpHeaders.AUTHORIZATION), all(headers, HttpHeaders.COOKIE));
    }

    private Optional<OriginalCall> call(HttpHeaders headers, UriInfo uri, HttpServerRequest request) {
        return OriginalCall.read(
                request.method().name(),
                request.path(),
                null,
                // Of the connection, not of whom it is forwarded for.
                certificates.thumbprint(
                        name -> all(headers, name),
                        request.connection().remoteAddress().hostAddress()),
                name -> all(headers, name));
    }

    private static List<String> all(HttpHeaders headers, String name) {
        List<String> values = headers.getRequestHeader(name);
        return values == null ? List.of() : values;
    }
}
