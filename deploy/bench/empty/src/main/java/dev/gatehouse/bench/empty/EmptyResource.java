package dev.gatehouse.bench.empty;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Answers 204 from the event loop. */
@Path("/")
public class EmptyResource {
    @GET
    @NonBlocking
    public void nothing() {
        // The least that an endpoint can do.
    }
}
