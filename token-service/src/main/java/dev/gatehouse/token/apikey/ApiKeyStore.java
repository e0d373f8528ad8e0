package dev.gatehouse.token.apikey;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.scope.Scope;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API keys in PostgreSQL. Blocks. */
@Singleton
public class ApiKeyStore {
    private static final String COLUMNS = "id, subject, name, scope, expires_at, created_at, last_used_at";
    /** Whether the user was not signed out everywhere since. */
    public static final String COUNTS = "not exists (select 1 from token.user_epochs epoch"
            + " where epoch.subject = cast(api_keys.subject as text) and epoch.since >= api_keys.created_at)";

    /** Those who add for one user, and who signs that user out everywhere, take turns. */
    private static final String TURN = "select pg_advisory_xact_lock(hashtextextended('token.api_keys:' || ?, 0))";

    private final Database database;

    ApiKeyStore(Database database) {
        this.database = database;
    }

    /**
     * Empty where the user has {@code limit} keys already, or was signed out everywhere since.
     *
     * @param since from when on a sign-out everywhere forbids it
     */
    Optional<KeyRow> add(
            UUID subject,
            String name,
            Scope scope,
            @Nullable Instant expiresAt,
            String secretHash,
            int limit,
            Instant since) {
        return database.transaction(statements -> {
            // So that the count below holds, and that of a sign-out that comes meanwhile one sees the other.
            inTurn(statements, subject.toString());
            // Those that have expired do not count, and are not kept beside those that do.
            statements.update("delete from token.api_keys where subject = ? and expires_at <= now()", subject);
            return statements
                    .list(
                            ApiKeyStore::read,
                            """
                            insert into token.api_keys (id, subject, name, secret_hash, scope, expires_at)
                            select ?, ?, ?, ?, ?, cast(? as timestamptz)
                            where (select count(*) from token.api_keys where subject = ?) < ?
                                and not exists (select 1 from token.user_epochs where subject = ? and since >= ?)
                            returning\s""" + COLUMNS,
                            UUID.randomUUID(),
                            subject,
                            name,
                            secretHash,
                            scope.toString(),
                            expiresAt,
                            subject,
                            limit,
                            subject.toString(),
                            since)
                    .stream()
                    .findFirst();
        });
    }

    /** Waits for whoever adds for {@code subject}; until the transaction ends, nobody else does. */
    public static void inTurn(Database.Statements statements, String subject) {
        statements.list(row -> 0, TURN, subject);
    }

    /** Whether the user was signed out everywhere since. */
    boolean signedOut(UUID subject, Instant since) {
        return database.first(
                        row -> 0,
                        "select 1 from token.user_epochs where subject = ? and since >= ?",
                        subject.toString(),
                        since)
                .isPresent();
    }

    /** The key with that secret that has not expired. */
    Optional<KeyRow> bySecret(String secretHash) {
        return database.first(
                ApiKeyStore::read,
                "select " + COLUMNS + " from token.api_keys where secret_hash = ?"
                        + " and (expires_at is null or expires_at > now()) and " + COUNTS,
                secretHash);
    }

    /** Notes that it is used, at most once a minute. */
    void touch(UUID id) {
        database.update(
                "update token.api_keys set last_used_at = now()"
                        + " where id = ? and (last_used_at is null or last_used_at < now() - interval '1 minute')",
                id);
    }

    /** Removes the one with that secret, if any. */
    void removeBySecret(String secretHash) {
        database.update("delete from token.api_keys where secret_hash = ?", secretHash);
    }

    /** Removes those that expired a day ago or earlier, so many at most. @return whether there are more */
    public boolean removeExpired(int most) {
        return database.update("""
                delete from token.api_keys where id in (
                    select id from token.api_keys where expires_at < now() - interval '1 day'
                    order by expires_at limit ? for update skip locked)
                """, most) == most;
    }

    /** The oldest first. */
    List<KeyRow> of(UUID subject) {
        return database.list(
                ApiKeyStore::read,
                "select " + COLUMNS + " from token.api_keys where subject = ? and " + COUNTS
                        + " order by created_at, id",
                subject);
    }

    /** Whether {@code subject} had that key. */
    boolean remove(UUID subject, UUID id) {
        return database.update("delete from token.api_keys where subject = ? and id = ?", subject, id) > 0;
    }

    /** Removes those of a user that were made before the last sign-out everywhere; a subject that is no user has none. */
    public void removeEnded(String subject) {
        database.update("delete from token.api_keys where cast(subject as text) = ? and not " + COUNTS, subject);
    }

    private static KeyRow read(ResultSet row) throws SQLException {
        return new KeyRow(
                row.getObject("id", UUID.class),
                row.getObject("subject", UUID.class),
                row.getString("name"),
                Scope.parse(row.getString("scope")),
                Database.instantOrNull(row, "expires_at"),
                Database.instant(row, "created_at"),
                Database.instantOrNull(row, "last_used_at"));
    }
}
