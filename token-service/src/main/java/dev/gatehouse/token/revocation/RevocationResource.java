package dev.gatehouse.token.revocation;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/**
 * The event stream for verifiers that check JWTs themselves: for whoever holds {@code gatehouse:revocations}, and administrators. What
 * it tells, the names of tokens and sessions, gives nobody access.
 */
@Path("/revocations")
public class RevocationResource {
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    private final RevocationFeed feed;
    private final RevocationConfig config;
    private final CurrentCaller caller;

    RevocationResource(RevocationFeed feed, RevocationConfig config, CurrentCaller caller) {
        this.feed = feed;
        this.config = config;
        this.caller = caller;
    }

    @GET
    @RequiresCaller
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<OutboundSseEvent> revocations(
            @Context Sse sse, @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        Scope held = caller.get().scope();
        if (!held.has(Scope.REVOCATIONS) && !held.has(Scope.ADMIN)) {
            throw refused(403, "insufficient_scope", "This stream needs the scope " + Scope.REVOCATIONS + ".");
        }
        Multi<Optional<OutboundSseEvent>> heartbeat = Multi.createFrom()
                .ticks()
                .every(config.heartbeat())
                .onOverflow()
                .drop()
                .map(tick -> Optional.of(sse.newEventBuilder().comment("").build()));
        return feed.open(position(lastEventId))
                .onItem()
                .transformToMulti(opened -> opened.map(news -> Multi.createBy()
                                .merging()
                                .streams(ending(news.map(told -> event(sse, told))), heartbeat)
                                .select()
                                .first(Optional::isPresent)
                                .map(Optional::orElseThrow))
                        .orElseThrow(() -> refused(503, "busy", "Too many streams are open.")));
    }

    /** Says by an empty one that no more will come, so that no heartbeat comes after it. */
    private Multi<Optional<OutboundSseEvent>> ending(Multi<OutboundSseEvent> news) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        news.select().first(config.streamLife()).map(Optional::of),
                        Multi.createFrom().item(Optional.empty()));
    }

    /** What is no position of ours says nothing: the stream begins with all in force. */
    private static long position(@Nullable String lastEventId) {
        return lastEventId != null && POSITION.matcher(lastEventId).matches() ? Long.parseLong(lastEventId) : 0;
    }

    private static OutboundSseEvent event(Sse sse, RevocationFeed.Told told) {
        return switch (told) {
            case RevocationFeed.Revoked(long seq, String json) -> event(sse, "revocation", seq, json);
            case RevocationFeed.Reached(long seq) -> event(sse, "reached", seq, "{\"seq\":" + seq + "}");
        };
    }

    private static OutboundSseEvent event(Sse sse, String name, long seq, String json) {
        return sse.newEventBuilder()
                .id(Long.toString(seq))
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(String.class, json)
                .build();
    }

    private static WebApplicationException refused(int status, String code, String detail) {
        var answer = Problem.of(status, code, detail).builder();
        return new WebApplicationException((status == 503 ? answer.header("Retry-After", "10") : answer).build());
    }
}
