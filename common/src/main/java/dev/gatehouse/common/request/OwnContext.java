package dev.gatehouse.common.request;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;

/**
 * What is done once for several requests, handed to each on its own Vert.x context. A context carries who the caller is: whoever
 * went on where the work was done would do so with another request's, while that one goes on with it elsewhere.
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
}
