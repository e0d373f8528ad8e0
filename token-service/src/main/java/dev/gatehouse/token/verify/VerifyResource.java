package dev.gatehouse.token.verify;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question for every API: who is calling, and may they? On the event loop. Proxies send it whatever method the call
 * has, a CORS preflight too, which is then judged like any other call.
 */
@Path("/verify")
public class VerifyResource {
    private final ForwardAuth forwardAuth;
    private final BatchAnswers batches;

    VerifyResource(ForwardAuth forwardAuth, BatchAnswers batches) {
        this.forwardAuth = forwardAuth;
        this.batches = batches;
    }

    @GET
    public Uni<Response> get(@Context HttpHeaders headers, @Context UriInfo uri, @Context HttpServerRequest request) {
        return verify(headers, uri, request);
    }

    @HEAD
    public Uni<Response> head(@Context HttpHeaders headers, @Context UriInfo uri, @Context HttpServerRequest request) {
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

    /** A batch, where the body is one; else like any other method. */
    @POST
    public Uni<Response> post(
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @Context HttpServerRequest request,
            @Nullable String body) {
        return switch (batches.read(headers, body)) {
            case BatchReading.NoBatch() -> verify(headers, uri, request);
            case BatchReading.MalformedBatch(String reason) -> Uni.createFrom().item(Answers.malformed(reason));
            case Batch batch -> batches.answer(headers, request, batch);
        };
    }

    private Uni<Response> verify(HttpHeaders headers, UriInfo uri, HttpServerRequest request) {
        return forwardAuth.answer(headers, request, null, demands(uri));
    }

    private static DemandsReading demands(UriInfo uri) {
        var query = uri.getQueryParameters();
        return Demands.read(
                query.getOrDefault("scope", List.of()),
                query.getOrDefault("max_age", List.of()),
                query.getOrDefault("acr", List.of()),
                query.getOrDefault("audience", List.of()));
    }
}
