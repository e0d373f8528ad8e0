package dev.gatehouse.token.clientkey;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.token.keys.KeysConfig;
import dev.gatehouse.token.keys.SealingKeys;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Seeds of shared keys in PostgreSQL, sealed. Its clock decides which key signs, and which still counts. Blocks. */
@Singleton
public class ClientKeyStore {
    private static final Logger LOG = Logger.getLogger(ClientKeyStore.class);
    /** What {@link #read} reads. */
    private static final String ROW = "client_id, version, seed, sealed_by, created_at, activates_at, gone_at";

    private final Database database;
    private final SealingKeys sealing;
    private final Duration retention;

    ClientKeyStore(Database database, SealingKeys sealing, KeysConfig config) {
        this.database = database;
        this.sealing = sealing;
        // A replica may sign with the one before for as long as it has not read anew.
        retention = config.refresh().plus(config.longestToken()).plus(config.margin());
    }

    /** Those that count, the newest first. */
    List<ClientKey> of(String clientId) {
        return database.list(this::read, """
                select %s from token.client_keys
                where client_id = ? and (gone_at is null or gone_at > clock_timestamp()) order by version desc
                """.formatted(ROW), clientId);
    }

    /** Empty where there is none, or it counts no more. */
    Optional<ClientKey> find(KeyId id) {
        return database.first(this::read, """
                select %s from token.client_keys
                where client_id = ? and version = ? and (gone_at is null or gone_at > clock_timestamp())
                """.formatted(ROW), id.clientId(), id.version());
    }

    /** The one that signs at present. */
    Optional<ClientKey> signing(String clientId) {
        return database.first(this::read, """
                select %s from token.client_keys
                where client_id = ? and activates_at <= clock_timestamp() order by version desc limit 1
                """.formatted(ROW), clientId);
    }

    /** Makes the first version, unless there is a key. @return whether it did */
    boolean first(String clientId) {
        return database.transaction(sql -> {
            Instant now = now(sql);
            return add(sql, new KeyId(clientId, 1), now, now);
        });
    }

    /** What came of asking for the next version. */
    sealed interface Next permits Made, There, NoKey {}

    record Made(KeyId id) implements Next {}

    /** Another was faster, or one is under way. */
    record There(KeyId id) implements Next {}

    record NoKey() implements Next {}

    /**
     * Makes the version after {@code version}: of any number who ask for that, PostgreSQL lets one.
     *
     * @param version null for the newest
     */
    Next next(String clientId, @Nullable Integer version, Duration activatesIn) {
        return database.transaction(sql -> {
            alone(sql, clientId);
            Instant now = now(sql);
            Newest newest = newest(sql, clientId).orElse(null);
            if (newest == null) {
                return new NoKey();
            }
            if ((version != null && version != newest.id().version())
                    || newest.activatesAt().isAfter(now)) {
                return new There(newest.id());
            }
            Instant activation = now.plus(activatesIn);
            int ended = sql.update(
                    """
                    update token.client_keys set retires_at = ?, gone_at = ?
                    where client_id = ? and version = ? and retires_at is null
                    """,
                    activation,
                    activation.plus(retention),
                    clientId,
                    newest.id().version());
            return ended == 1 ? added(sql, newest.id().next(), now, activation) : there(sql, clientId);
        });
    }

    /** Removes all versions, and makes the next one, which signs at once; unless another did so since this was asked. */
    Next replace(String clientId) {
        return database.transaction(sql -> {
            Instant asked = now(sql);
            alone(sql, clientId);
            Newest newest = newest(sql, clientId).orElse(null);
            if (newest == null) {
                return new NoKey();
            }
            if (newest.createdAt().isAfter(asked) && newest.activatesAt().equals(newest.createdAt())) {
                return new There(newest.id());
            }
            sql.update("delete from token.client_keys where client_id = ?", clientId);
            Instant now = now(sql);
            return added(sql, newest.id().next(), now, now);
        });
    }

    /** All of a client. */
    void forget(String clientId) {
        database.update("delete from token.client_keys where client_id = ?", clientId);
    }

    /** Removes up to {@code rows} that count no more. @return whether there are more */
    public boolean removeGone(int rows) {
        return database.update("""
                delete from token.client_keys where (client_id, version) in (
                    select client_id, version from token.client_keys where gone_at <= clock_timestamp() limit ?)
                """, rows) == rows;
    }

    /** Seals up to {@code rows} seeds under the first sealing key that are sealed under another. @return how many */
    public int sealAnew(int rows) {
        record Sealed(KeyId id, byte[] seed, String by) {}
        List<Sealed> others = database.list(
                row -> new Sealed(id(row), row.getBytes("seed"), row.getString("sealed_by")),
                "select client_id, version, seed, sealed_by from token.client_keys where sealed_by <> ? order by random() limit ?",
                sealing.first(),
                rows);
        int done = 0;
        for (Sealed other : others) {
            byte[] seed;
            try {
                seed = sealing.open(other.seed(), other.by(), context(other.id()));
            } catch (IllegalStateException e) {
                LOG.errorf("the shared key %s is of no use here: %s", other.id().kid(), e.getMessage());
                continue;
            }
            done += database.update(
                    "update token.client_keys set seed = ?, sealed_by = ? where client_id = ? and version = ? and sealed_by = ?",
                    sealing.seal(seed, context(other.id())),
                    sealing.first(),
                    other.id().clientId(),
                    other.id().version(),
                    other.by());
        }
        return done;
    }

    /** One at a time makes versions of a client: a lock of rows would miss those that came while it was waited for. */
    private static void alone(Database.Statements sql, String clientId) {
        sql.list(row -> true, "select pg_advisory_xact_lock(hashtextextended('token.client_keys:' || ?, 0))", clientId);
    }

    private record Newest(KeyId id, Instant createdAt, Instant activatesAt) {}

    private static Optional<Newest> newest(Database.Statements sql, String clientId) {
        return sql
                .list(
                        row -> new Newest(
                                id(row), Database.instant(row, "created_at"), Database.instant(row, "activates_at")),
                        "select client_id, version, created_at, activates_at from token.client_keys"
                                + " where client_id = ? and retires_at is null",
                        clientId)
                .stream()
                .findFirst();
    }

    private static Next there(Database.Statements sql, String clientId) {
        return newest(sql, clientId).<Next>map(other -> new There(other.id())).orElseGet(NoKey::new);
    }

    private Made added(Database.Statements sql, KeyId id, Instant now, Instant activation) {
        if (!add(sql, id, now, activation)) {
            throw new IllegalStateException("the key " + id.kid() + " is there already");
        }
        return new Made(id);
    }

    private boolean add(Database.Statements sql, KeyId id, Instant now, Instant activation) {
        return 1
                == sql.update(
                        """
                        insert into token.client_keys (client_id, version, seed, sealed_by, created_at, activates_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """,
                        id.clientId(),
                        id.version(),
                        sealing.seal(Derivation.seed(), context(id)),
                        sealing.first(),
                        now,
                        activation);
    }

    private static Instant now(Database.Statements sql) {
        return sql.list(row -> Database.instant(row, "now"), "select clock_timestamp() as now")
                .getFirst();
    }

    private ClientKey read(ResultSet row) throws SQLException {
        KeyId id = id(row);
        byte[] seed = sealing.open(row.getBytes("seed"), row.getString("sealed_by"), context(id));
        return new ClientKey(
                id,
                Derivation.key(seed, id),
                Database.instant(row, "created_at"),
                Database.instant(row, "activates_at"),
                Database.instantOrNull(row, "gone_at"));
    }

    private static KeyId id(ResultSet row) throws SQLException {
        return new KeyId(row.getString("client_id"), row.getInt("version"));
    }

    private static String context(KeyId id) {
        return "token.client_keys:" + id.kid();
    }
}
