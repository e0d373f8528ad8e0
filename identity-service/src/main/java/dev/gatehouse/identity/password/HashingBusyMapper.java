package dev.gatehouse.identity.password;

import dev.gatehouse.common.problem.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** 503 with Retry-After where the queue of passwords to hash is full. */
public final class HashingBusyMapper {
    @ServerExceptionMapper
    public Response busy(HashingBusy e) {
        return Problem.of(Response.Status.SERVICE_UNAVAILABLE, "busy", "Too many sign-ins at once; please try again.")
                .builder()
                .header("Retry-After", HashingBusy.RETRY_AFTER)
                .build();
    }
}
