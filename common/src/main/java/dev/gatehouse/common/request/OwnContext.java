package dev.gatehouse.common.request;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * What is done once for several requests, handed to each on its own Vert.x context; and what is done for none of them, on one
 * that is nobody's. A context carries who the caller is: whoever went on where the work was done would do so with another
 * request's, while that one goes on with it elsewhere.
 */
public final class OwnContext {
    private OwnContext() {}

    /** The result of {@code shared}, or its failure, on the context of whoever asks. */
    public static <T> Uni<T> uni(CompletionStage<T> shared) {
        Context own = Vertx.currentContext();
        return own == null
                ? Uni.createFrom().completionStage(shared)
                : Uni.createFrom()
                        .emitter(emitter -> shared.whenComplete((result, failure) -> own.runOnContext(ignored -> {
                            if (failure == null) {
                                emitter.complete(result);
                            } else {
                                emitter.fail(failure);
                            }
                        })));
    }

    /**
     * Has {@code threads} do what no request waits for, be it that one is at hand or a timer's turn: on a context of its own,
     * that tells of no caller.
     */
    public static void run(Vertx vertx, Executor threads, Runnable work) {
        VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())
                .runOnContext(ignored -> threads.execute(work));
    }
}
