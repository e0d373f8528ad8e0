package dev.gatehouse.session.look;

import dev.gatehouse.common.problem.Problem;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/**
 * Serves what pages link: below the hash of its content to be kept for ever, by its name alone for a few minutes. Pages
 * of the other services cannot know the hash.
 */
@Path("/")
@NonBlocking
public class AssetResource {
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String FOR_MINUTES = "public, max-age=300";
    // While one replica after the other is brought up to date, one is asked for what only the other has.
    private static final String NOT_AT_ALL = "no-cache";
    // A logo that is opened by itself is a document of our origin: it may do nothing.
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
    private final Assets assets;

    AssetResource(Assets assets) {
        this.assets = assets;
    }

    @GET
    @Path("login/assets/{name}")
    public Response byName(@PathParam("name") String name, @Context Request request) {
        return assets.named(name)
                .map(asset -> answer(asset, FOR_MINUTES, request))
                .orElseGet(AssetResource::notThere);
    }

    @GET
    @Path("login/assets/{hash}/{name}")
    public Response byHash(@PathParam("hash") String hash, @PathParam("name") String name, @Context Request request) {
        return assets.named(name)
                .map(asset -> answer(asset, asset.hash().equals(hash) ? FOREVER : NOT_AT_ALL, request))
                .orElseGet(AssetResource::notThere);
    }

    /** Where it was before; a page that is still open may ask for it. */
    @GET
    @Path("login/{name:gatehouse\\.css|passkey\\.js}")
    public Response byFormerName(@PathParam("name") String name, @Context Request request) {
        return byName(name, request);
    }

    private static Response answer(Asset asset, String kept, Request request) {
        var tag = new EntityTag(asset.hash());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged != null ? unchanged : Response.ok(asset.content()).type(asset.type());
        return answer.tag(tag)
                .header("Cache-Control", kept)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", POLICY)
                .build();
    }

    private static Response notThere() {
        return Problem.of(404, "not_found", "There is nothing at this path.").response();
    }
}
