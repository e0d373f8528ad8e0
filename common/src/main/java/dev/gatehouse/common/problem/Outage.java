package dev.gatehouse.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.io.IOException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** Tells a backing server that is away from a mistake in the code. */
final class Outage {
    private Outage() {}

    static boolean is(Throwable e) {
        if (e instanceof JsonProcessingException) {
            return false;
        }
        if (e instanceof IOException || e instanceof TimeoutException || e instanceof ConnectionPoolTooBusyException) {
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
        String name = e.getClass().getName();
        // The Redis client's own types; this module does not depend on it.
        return name.startsWith("io.vertx.redis.client.impl")
                        && String.valueOf(e.getMessage()).contains("onnection")
                || String.valueOf(e.getMessage()).equals("Connection is closed")
                || String.valueOf(e.getMessage()).equals("CONNECTION_CLOSED");
    }
}
