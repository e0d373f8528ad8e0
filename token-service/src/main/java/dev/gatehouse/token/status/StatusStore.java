package dev.gatehouse.token.status;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.token.access.AccessConfig;
import dev.gatehouse.token.revocation.Revocation;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Lists and the places in them, in PostgreSQL; every step is one statement. Blocks. */
@Singleton
public class StatusStore {
    /** What no name of those that are used again says; see {@link Revocation#forever(Kind)}. */
    private static final String[] FOREVER = Arrays.stream(Kind.values())
            .filter(Revocation::forever)
            .map(Kind::name)
            .toArray(String[]::new);

    /** The first hour whose tokens may still be asked about: verifiers' clocks are not ours. */
    private static final String FIRST = "date_trunc('hour', now() - interval '10 minutes', 'UTC')";

    private final Database database;
    private final Duration longest;

    StatusStore(Database database, AccessConfig access) {
        this.database = database;
        longest = access.longestLifetime();
    }

    /**
     * @param hour in which its tokens expire
     * @param ordinal among the lists of the hour
     * @param size how many places there are
     */
    record Listed(UUID id, Instant hour, int ordinal, int size) {}

    /** @param revoked indices */
    record Statuses(int size, List<Integer> revoked) {}

    /** The list of the hour that was opened last. */
    Optional<Listed> last(Instant hour) {
        return database.first(
                StatusStore::read,
                "select id, hour, ordinal, size from token.status_lists where hour = ? order by ordinal desc limit 1",
                hour);
    }

    /** Opens a list; of all who do so at once, one does, and all are given the same. */
    Listed open(Instant hour, int ordinal, int size) {
        database.update(
                "insert into token.status_lists (id, hour, ordinal, size) values (?, ?, ?, ?) on conflict do nothing",
                UUID.randomUUID(),
                hour,
                ordinal,
                size);
        return database.first(
                        StatusStore::read,
                        "select id, hour, ordinal, size from token.status_lists where hour = ? and ordinal = ?",
                        hour,
                        ordinal)
                .orElseThrow();
    }

    /**
     * Takes a place; of all who want it at once, one gets it.
     *
     * @param names all that the token can be revoked by
     * @param position of the log of revocations when it was issued
     */
    boolean take(Listed list, int index, List<Revoke> names, long position) {
        return database.update(
                        """
                        insert into token.status_entries (hour, ordinal, idx, names, position) values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """,
                        list.hour(),
                        list.ordinal(),
                        index,
                        names.stream()
                                .map(name -> name.kind() + ":" + name.value())
                                .toArray(String[]::new),
                        position)
                == 1;
    }

    /** Whether there is such a list, of which not all tokens have expired. */
    boolean exists(UUID id) {
        return !database.list(row -> 1, "select 1 from token.status_lists where id = ? and hour >= " + FIRST, id)
                .isEmpty();
    }

    /**
     * What became of the tokens of a list, as of one moment: the same that the index says of each. Empty where there is no
     * such list, or all of its tokens have expired.
     */
    Optional<Statuses> statuses(UUID id) {
        var rows = database.list(
                row -> new Statuses(
                        row.getInt("size"), row.getObject("idx") == null ? List.of() : List.of(row.getInt("idx"))),
                """
                select list.size, revoked.idx from token.status_lists list
                left join lateral (
                    select distinct entry.idx from token.status_entries entry
                    cross join unnest(entry.names) as name
                    join token.revocation_log log on log.kind || ':' || log.value = name
                    where entry.hour = list.hour and entry.ordinal = list.ordinal
                        and log.expires_at > now() and log.revoked_at > now() - make_interval(secs => ?)
                        and (log.kind = any (?) or log.seq > entry.position)
                ) revoked on true
                where list.id = ? and list.hour >= %s
                """.formatted(FIRST),
                // What was revoked earlier concerns none that was issued since.
                (double) longest.plus(Revocation.CLOCKS).toSeconds(),
                FOREVER,
                id);
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Statuses(
                        rows.getFirst().size(),
                        rows.stream().flatMap(row -> row.revoked().stream()).toList()));
    }

    /** Makes room for the hours to come, and drops the hours past, whole. */
    public void turnPages() {
        database.list(
                row -> 0,
                "select token.make_hourly_partitions('status_entries', now() + make_interval(secs => ?))",
                (double) longest.plusHours(2).toSeconds());
        // A list goes before its places: without them it would say that all is well.
        database.update("delete from token.status_lists where hour < " + FIRST);
        database.list(row -> 0, "select token.drop_hourly_partitions('status_entries', " + FIRST + ")");
    }

    private static Listed read(ResultSet row) throws SQLException {
        return new Listed(
                row.getObject("id", UUID.class),
                Database.instant(row, "hour"),
                row.getInt("ordinal"),
                row.getInt("size"));
    }
}
