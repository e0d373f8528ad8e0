package dev.gatehouse.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.io.IOException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells a backing server that is away from a mistake in the code. */
public final class Outage {
    /** With which a Redis begins its answer that is there, but starts, fails over, or cannot keep what it is told. */
    private static final Set<String> NOT_SERVING =
            Set.of("LOADING", "BUSY", "MASTERDOWN", "READONLY", "NOREPLICAS", "MISCONF", "CLUSTERDOWN", "TRYAGAIN");

    private Outage() {}

    /** Whether {@code e}, or anything that it comes from, is one: what failed here may work in a moment. */
    public static boolean caused(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PeerAway || is(cause)) {
                return true;
            }
        }
        return false;
    }

    static boolean is(Throwable e) {
        if (e instanceof JsonProcessingException) {
            return false;
        }
        if (e instanceof IOException
                || e instanceof TimeoutException
                || e instanceof io.smallrye.mutiny.TimeoutException
                || e instanceof ConnectionPoolTooBusyException) {
            return true;
        }
        if (e instanceof java.sql.SQLException sql) {
            // Class 08: connection exception; 57P01 to 57P03: PostgreSQL is shutting down or starting.
            String state = sql.getSQLState();
            return sql instanceof SQLTransientConnectionException
                    || sql instanceof SQLNonTransientConnectionException
                    || (state != null && (state.startsWith("08") || state.startsWith("57P0")))
                    || (state == null
                            && String.valueOf(sql.getMessage())
                                    .toLowerCase(Locale.ROOT)
                                    .contains("acquisition timeout"));
        }
        String message = String.valueOf(e.getMessage());
        // The Redis client's own types; this module does not depend on it.
        return e.getClass().getName().startsWith("io.vertx.redis.client.impl")
                        && (message.contains("onnection") || NOT_SERVING.contains(message.split(" ", 2)[0]))
                || message.equals("Connection is closed")
                || message.equals("CONNECTION_CLOSED");
    }
}
