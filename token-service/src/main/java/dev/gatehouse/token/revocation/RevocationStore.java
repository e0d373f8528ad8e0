package dev.gatehouse.token.revocation;

import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.token.database.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The record, in PostgreSQL. Blocks. */
@Singleton
class RevocationStore {
    private final Database database;

    RevocationStore(Database database) {
        this.database = database;
    }

    /**
     * Records a revocation as of now; of two for the same name the later counts.
     *
     * @param enforce is run before the commit: where it fails, nothing is recorded and the caller can try again
     */
    Revocation insert(Revoke order, Duration retention, Consumer<Revocation> enforce) {
        return database.transaction(statements -> {
            statements.update("""
                    delete from token.revocations where (kind, value) in (
                        select kind, value from token.revocations where expires_at < now() limit 100
                        for update skip locked)
                    """);
            Revocation recorded = statements
                    .list(RevocationStore::read, """
                    insert into token.revocations (kind, value, revoked_at, expires_at)
                    values (?, ?, now(), now() + make_interval(secs => ?))
                    on conflict (kind, value) do update
                        set revoked_at = greatest(excluded.revoked_at, revocations.revoked_at),
                            expires_at = greatest(excluded.expires_at, revocations.expires_at)
                    returning *
                    """, order.kind().name(), order.value(), (double)
                            retention.toSeconds())
                    .getFirst();
            enforce.accept(recorded);
            return recorded;
        });
    }

    /** All that still concern something. */
    List<Revocation> inForce() {
        return database.list(RevocationStore::read, "select * from token.revocations where expires_at > now()");
    }

    private static Revocation read(ResultSet row) throws SQLException {
        return new Revocation(
                Kind.valueOf(row.getString("kind")),
                row.getString("value"),
                Database.instant(row, "revoked_at"),
                Database.instant(row, "expires_at"));
    }
}
