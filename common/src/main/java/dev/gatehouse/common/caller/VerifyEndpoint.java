package dev.gatehouse.common.caller;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /verify}, as Gatehouse's own services call it: just as any API behind it would. */
@Path("/verify")
interface VerifyEndpoint {
    @GET
    Uni<Response> verify(
            @HeaderParam("Authorization") @Nullable String authorization,
            @HeaderParam("Cookie") @Nullable String cookie,
            @HeaderParam("X-CSRF-Token") @Nullable String csrfToken,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("X-Forwarded-Method") String method,
            @QueryParam("scope") @Nullable String scope);
}
