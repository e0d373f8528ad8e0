package dev.gatehouse.common.database;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Gives migrations the time that they take. Connections are given up where PostgreSQL does not answer for seconds, which is
 * right for calls; a migration that fills or indexes a large table would be cut off so at each start anew. And a replica that
 * starts meanwhile waits for it. A service without PostgreSQL leaves this type out.
 */
@Singleton
class PatientMigrations implements FlywayConfigurationCustomizer {
    /** One a second. */
    private static final int LOCK_RETRIES = 3_600;

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.lockRetryCount(LOCK_RETRIES).callbacks(new Unhurried());
    }

    /** The connection is the pool's, and goes back to it as it was. */
    private static final class Unhurried implements Callback {
        private final ConcurrentMap<Connection, Integer> before = new ConcurrentHashMap<>();

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE
                    || event == Event.AFTER_EACH_MIGRATE
                    || event == Event.AFTER_EACH_MIGRATE_ERROR;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            Connection connection = context.getConnection();
            try {
                if (event == Event.BEFORE_EACH_MIGRATE) {
                    before.putIfAbsent(connection, connection.getNetworkTimeout());
                    connection.setNetworkTimeout(Runnable::run, 0);
                    return;
                }
                Integer timeout = before.remove(connection);
                if (timeout != null && !connection.isClosed()) {
                    connection.setNetworkTimeout(Runnable::run, timeout);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("a migration cannot be given the time that it takes", e);
            }
        }

        @Override
        public String getCallbackName() {
            return "unhurried";
        }
    }
}
