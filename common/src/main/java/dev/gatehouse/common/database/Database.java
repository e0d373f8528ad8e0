package dev.gatehouse.common.database;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs SQL. Every method blocks; a failure is an {@link IllegalStateException} with the {@link SQLException} as cause. */
@Singleton
public class Database {
    private final Instance<DataSource> source;

    /** @param source in a transaction of the thread, connections are the transaction's; none in a service without PostgreSQL */
    Database(Instance<DataSource> source) {
        this.source = source;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @param parameters null, text, numbers, UUID, {@link Instant}, byte[] or String[] */
    public int update(String sql, @Nullable Object... parameters) {
        return connected(connection -> new Statements(connection).update(sql, parameters));
    }

    public <T> List<T> list(RowReader<T> reader, String sql, @Nullable Object... parameters) {
        return connected(connection -> new Statements(connection).list(reader, sql, parameters));
    }

    public <T> Optional<T> first(RowReader<T> reader, String sql, @Nullable Object... parameters) {
        return list(reader, sql, parameters).stream().findFirst();
    }

    /** Several statements in one transaction; rolled back where {@code work} throws. */
    public <T> T transaction(Function<Statements, T> work) {
        return connected(connection -> {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.apply(new Statements(connection));
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        });
    }

    /** A timestamptz column that may be null. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** A timestamptz column that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A text[] column that is never null. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private <T> T connected(Work<T> work) {
        try (Connection connection = source.get().getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Statements on one connection. */
    public static final class Statements {
        private final Connection connection;

        private Statements(Connection connection) {
            this.connection = connection;
        }

        public int update(String sql, @Nullable Object... parameters) {
            try (var statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                return statement.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException("PostgreSQL refused: " + e.getMessage(), e);
            }
        }

        public <T> List<T> list(RowReader<T> reader, String sql, @Nullable Object... parameters) {
            try (var statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                var rows = new ArrayList<T>();
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        rows.add(reader.read(result));
                    }
                }
                return rows;
            } catch (SQLException e) {
                throw new IllegalStateException("PostgreSQL refused: " + e.getMessage(), e);
            }
        }

        private void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i];
                switch (value) {
                    case Instant instant -> statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
                    case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
                    case null, default -> statement.setObject(i + 1, value);
                }
            }
        }
    }
}
