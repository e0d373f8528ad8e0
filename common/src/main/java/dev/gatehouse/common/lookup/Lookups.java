package dev.gatehouse.common.lookup;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads values from Redis. All that the requests of one turn of an event loop ask for goes there in one {@code MGET}: under load,
 * when it matters, a command and its answer cost more than a key more in it. Nothing is read before it was asked for. Never
 * blocks.
 */
public final class Lookups {
    /** A command has a few keys more than these at most. */
    private static final int MANY_KEYS = 500;

    private final Redis redis;
    /** Of event loops alone, of which there are few. */
    private final ThreadLocal<Turn> turns = ThreadLocal.withInitial(Turn::new);

    public Lookups(Redis redis) {
        this.redis = redis;
    }

    /** Values in the order of the keys that were asked for. */
    public static final class Values {
        private final Response all;
        private final int from;

        private Values(Response all, int from) {
            this.all = all;
            this.from = from;
        }

        /** Null where Redis has none. */
        public @Nullable String get(int index) {
            Response value = all.get(from + index);
            return value == null ? null : value.toString();
        }
    }

    /** The values of {@code keys}, on the context of whoever asks. Fails where Redis does not answer. */
    public Uni<Values> get(String... keys) {
        return Uni.createFrom().deferred(() -> {
            Context own = Vertx.currentContext();
            return own == null || !Context.isOnEventLoopThread()
                    ? Uni.createFrom()
                            .completionStage(read(keys).toCompletionStage())
                            .map(all -> new Values(all, 0))
                    : Uni.createFrom().emitter(emitter -> turns.get().add(new Asked(keys, own, emitter)));
        });
    }

    private Future<Response> read(String[] keys) {
        Request request = Request.cmd(Command.MGET);
        for (String key : keys) {
            request.arg(key);
        }
        try {
            return redis.send(request);
        } catch (RuntimeException e) {
            // Else those who wait would do so for ever.
            return Future.failedFuture(e);
        }
    }

    private record Asked(String[] keys, Context own, UniEmitter<? super Values> emitter) {
        void found(Response all, int from) {
            own.runOnContext(ignored -> emitter.complete(new Values(all, from)));
        }

        void failed(Throwable failure) {
            own.runOnContext(ignored -> emitter.fail(failure));
        }
    }

    /** What is asked for on one event loop, until that has nothing else to do. */
    private final class Turn {
        private List<Asked> asked = new ArrayList<>();
        private int keys;

        void add(Asked one) {
            asked.add(one);
            keys += one.keys.length;
            if (keys >= MANY_KEYS) {
                send();
            } else if (asked.size() == 1) {
                one.own.runOnContext(ignored -> send());
            }
        }

        private void send() {
            List<Asked> together = asked;
            var names = new String[keys];
            asked = new ArrayList<>();
            keys = 0;
            if (together.isEmpty()) {
                // It was too many to wait.
                return;
            }
            int next = 0;
            for (Asked one : together) {
                System.arraycopy(one.keys, 0, names, next, one.keys.length);
                next += one.keys.length;
            }
            read(names)
                    .onComplete(all -> found(together, all), failure -> together.forEach(one -> one.failed(failure)));
        }

        private void found(List<Asked> together, Response all) {
            int from = 0;
            for (Asked one : together) {
                one.found(all, from);
                from += one.keys.length;
            }
        }
    }
}
