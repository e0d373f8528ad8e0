package dev.gatehouse.oauth.logo;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The logo of a client as a file of our own: the pages that show it load nothing from elsewhere. Never blocks. */
@Path(LogoResource.PATH)
public class LogoResource {
    static final String PATH = "/oauth2/logo";
    private final Logos logos;

    LogoResource(Logos logos) {
        this.logos = logos;
    }

    /** Where the logo of {@code client} is; null where users are shown none. */
    public static @Nullable String address(RegisteredClient client) {
        return Logos.shown(client, Language.asked()) == null
                ? null
                : PATH + "?" + FormParameters.encode(Map.of("client_id", client.clientId()));
    }

    @GET
    public Uni<Response> logo(@QueryParam("client_id") @Nullable String clientId) {
        return logos.of(clientId, Language.asked())
                .map(found -> found.map(LogoResource::picture)
                        .orElseGet(() -> Problem.of(404, "not_found", "There is no such logo.")
                                .response()));
    }

    /** Whatever it is, it is nothing but a picture here. */
    private static Response picture(Fetched logo) {
        return Response.ok(logo.body())
                .type(logo.contentType())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Vary", "Accept-Language, Cookie")
                .header("Cache-Control", "private, max-age=600")
                .build();
    }
}
