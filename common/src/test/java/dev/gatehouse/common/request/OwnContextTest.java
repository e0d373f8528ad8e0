package dev.gatehouse.common.request;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several requests wait for one result. */
class OwnContextTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void eachGoesOnWhereItWas() throws Exception {
        var shared = new CompletableFuture<String>();
        List<Context> contexts = new ArrayList<>();
        List<CompletableFuture<Context>> wentOn = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            var reached = new CompletableFuture<Context>();
            contexts.add(own);
            wentOn.add(reached);
            var asked = new CompletableFuture<Void>();
            own.runOnContext(ignored -> {
                OwnContext.uni(shared).subscribe().with(result -> reached.complete(Vertx.currentContext()));
                asked.complete(null);
            });
            asked.get(10, TimeUnit.SECONDS);
        }
        // Done by one of them, as a rule.
        contexts.getFirst().runOnContext(ignored -> shared.complete("done"));
        for (int i = 0; i < 3; i++) {
            assertSame(contexts.get(i), wentOn.get(i).get(10, TimeUnit.SECONDS));
        }
        assertNotEquals(contexts.get(0), contexts.get(1));
    }

    @Test
    void whatIsDoneForNoRequestKnowsOfNone() throws Exception {
        Context request = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        request.putLocal("caller", "ann");
        var found = new CompletableFuture<Context>();
        request.runOnContext(
                ignored -> OwnContext.run(vertx, Runnable::run, () -> found.complete(Vertx.currentContext())));
        Context own = found.get(10, TimeUnit.SECONDS);
        assertTrue(VertxContext.isDuplicatedContext(own));
        assertNull(own.getLocal("caller"));
        var timed = new CompletableFuture<Context>();
        vertx.setTimer(
                1, ignored -> OwnContext.run(vertx, Runnable::run, () -> timed.complete(Vertx.currentContext())));
        assertTrue(VertxContext.isDuplicatedContext(timed.get(10, TimeUnit.SECONDS)));
    }

    @Test
    void aFailureIsEverybodys() {
        var shared = new CompletableFuture<String>();
        var one = OwnContext.uni(shared).subscribeAsCompletionStage();
        shared.completeExceptionally(new IllegalStateException("away"));
        var failure = assertThrows(ExecutionException.class, () -> one.get(10, TimeUnit.SECONDS));
        assertTrue(String.valueOf(failure.getCause()).contains("away"));
        assertThrows(
                ExecutionException.class,
                () -> OwnContext.uni(shared).subscribeAsCompletionStage().get(10, TimeUnit.SECONDS));
    }
}
