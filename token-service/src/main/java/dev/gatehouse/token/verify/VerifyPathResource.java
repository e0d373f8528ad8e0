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

/**
 * {@code /verify}, followed by the path of the original call, as Envoy's ext_authz asks over HTTP. On the event loop. The query
 * is the caller's own, too: it demands nothing. What is demanded the proxy sets in headers of its own; whoever else sends
 * them can demand more of themselves, never less.
 */
@Path("/verify/{path:.*}")
public class VerifyPathResource {
    private static final int PREFIX = "/verify".length();
    private final ForwardAuth forwardAuth;

    VerifyPathResource(ForwardAuth forwardAuth) {
        this.forwardAuth = forwardAuth;
    }

    @GET
    public Uni<Response> get(@Context HttpHeaders headers, @Context HttpServerRequest request) {
        return verify(headers, request);
    }

    @HEAD
    public Uni<Response> head(@Context HttpHeaders headers, @Context HttpServerRequest request) {
        return verify(headers, request);
    }

    @POST
    public Uni<Response> post(@Context HttpHeaders headers, @Context HttpServerRequest request) {
        return verify(headers, request);
    }

    @PUT
    public Uni<Response> put(@Context HttpHeaders headers, @Context HttpServerRequest request) {
        return verify(headers, request);
    }

    @PATCH
    public Uni<Response> patch(@Context HttpHeaders headers, @Context HttpServerRequest request) {
        return verify(headers, request);
    }

    @DELETE
    public Uni<Response> delete(@Context HttpHeaders headers, @Context HttpServerRequest request) {
        return verify(headers, request);
    }

    @OPTIONS
    public Uni<Response> options(@Context HttpHeaders headers, @Context HttpServerRequest request) {
        return verify(headers, request);
    }

    private Uni<Response> verify(HttpHeaders headers, HttpServerRequest request) {
        return forwardAuth.answer(headers, request, request.path().substring(PREFIX), demands(headers));
    }

    private static DemandsReading demands(HttpHeaders headers) {
        return Demands.read(
                ForwardAuth.all(headers, "X-Demand-Scope"),
                ForwardAuth.all(headers, "X-Demand-Max-Age"),
                ForwardAuth.all(headers, "X-Demand-Acr"),
                ForwardAuth.all(headers, "X-Demand-Audience"));
    }
}
