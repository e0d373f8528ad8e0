package dev.gatehouse.token.revocation;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.token.apikey.ApiKeyStore;
import dev.gatehouse.token.grant.GrantStore;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The record: a log in PostgreSQL, in the order of its commits. Blocks. */
@Singleton
class RevocationStore {
    /** So many of the last revocations are looked at for the same one. */
    private static final int LATELY = 500;

    private static final String ROW = "seq, kind, value, revoked_at, expires_at";

    private static final String TURN =
            "select pg_advisory_xact_lock(hashtextextended('token.revocations:' || ? || ' ' || ?, 0))";

    private final Database database;
    private final Duration retention;
    private final Duration userRetention;

    RevocationStore(Database database, RevocationConfig config) {
        this.database = database;
        retention = config.retention();
        userRetention = config.userRetention();
    }

    /**
     * What was recorded after a position.
     *
     * @param head the position of the last revocation of all
     * @param at when it was read, by PostgreSQL's clock
     * @param revocations those that still concern something, in their order
     */
    record Since(long head, Instant at, List<Revocation> revocations) {}

    /** What is in force from now on. @param anew whether it is by this order, and was not before */
    record Recorded(Revocation revocation, boolean anew) {}

    /**
     * Records a revocation as of now, in one transaction with all that it ends in this database: for a user an epoch, before
     * which nothing counts, else the grants it names. What is revoked for ever and was just now stays as it is: of all who
     * revoke it at once, one does.
     */
    Recorded append(Revoke order) {
        return database.transaction(statements -> {
            if (order.kind() == Kind.user) {
                ApiKeyStore.inTurn(statements, order.value());
                // The transaction's own now() is of before the wait.
                statements.update("""
                        insert into token.user_epochs (subject, since) values (?, clock_timestamp())
                        on conflict (subject) do update set since = greatest(excluded.since, user_epochs.since)
                        """, order.value());
            } else {
                GrantStore.close(statements, order);
            }
            return (Revocation.forever(order.kind()) ? lately(statements, order) : Optional.<Revocation>empty())
                    .map(before -> new Recorded(before, false))
                    .orElseGet(() -> new Recorded(appended(statements, order), true));
        });
    }

    /** Those who revoke the same take turns, and see what was revoked before; only those who came at once matter. */
    private static Optional<Revocation> lately(Database.Statements statements, Revoke order) {
        String kind = order.kind().name();
        statements.list(row -> 0, TURN, kind, order.value());
        return statements.list(RevocationStore::read, """
                        select %s from token.revocation_log
                        where seq > (select seq from token.revocation_head) - ? and kind = ? and value = ?
                            and revoked_at > clock_timestamp() - interval '1 minute'
                        """.formatted(ROW), LATELY, kind, order.value()).stream()
                .findFirst();
    }

    private Revocation appended(Database.Statements statements, Revoke order) {
        // The row stays locked until the commit, so nothing that takes long comes after it.
        return statements
                .list(RevocationStore::read, """
                        with head as (update token.revocation_head set seq = seq + 1 returning seq)
                        insert into token.revocation_log (seq, kind, value, revoked_at, expires_at)
                        select seq, ?, ?, now(), now() + make_interval(secs => ?) from head
                        returning %s
                        """.formatted(ROW), order.kind().name(), order.value(), (double)
                        retention(order.kind()).toSeconds())
                .getFirst();
    }

    /** The position of the last revocation. */
    long head() {
        return database.first(row -> row.getLong("seq"), "select seq from token.revocation_head")
                .orElseThrow();
    }

    /** So many at most of those in force that were recorded after {@code position}, and not after {@code head}, in their order. */
    List<Revocation> page(long position, long head, int most) {
        return database.list(RevocationStore::read, """
                select %s from token.revocation_log
                where seq > ? and seq <= ? and expires_at > now() order by seq limit ?
                """.formatted(ROW), position, head, most);
    }

    /**
     * One snapshot: the head is that of the last that is in it, or was and has expired. Those are not in it that are so old
     * that they only concern what lives longer than access tokens.
     */
    Since since(long position) {
        var rows = database.list(
                row -> new Since(
                        row.getLong("head"),
                        Database.instant(row, "at"),
                        row.getObject("seq") == null ? List.of() : List.of(read(row))),
                """
                select head.seq as head, clock_timestamp() as at,
                    log.seq, log.kind, log.value, log.revoked_at, log.expires_at
                from token.revocation_head head
                left join token.revocation_log log on log.seq > ? and log.expires_at > now()
                    and log.revoked_at > now() - make_interval(secs => ?)
                order by log.seq
                """,
                position,
                (double) retention(Kind.jti).toSeconds());
        return new Since(
                rows.getFirst().head(),
                rows.getFirst().at(),
                rows.stream().flatMap(row -> row.revocations().stream()).toList());
    }

    /** Positions that were lost. @param after the last that is known @param upto the last that is not */
    record Gap(long after, long upto) {
        boolean holds(long position) {
            return after < position && position <= upto;
        }
    }

    /** Those at which tokens were issued that would count still. */
    List<Gap> gaps() {
        return database.list(
                row -> new Gap(row.getLong("after"), row.getLong("upto")),
                "select after, upto from token.revocation_gaps where until > now()");
    }

    /** Of a database that was brought back from earlier: positions up to {@code lost} are not given again. */
    void skip(long lost) {
        database.transaction(statements -> {
            long head = statements
                    .list(row -> row.getLong("seq"), "select seq from token.revocation_head for update")
                    .getFirst();
            if (head < lost) {
                statements.update("""
                        insert into token.revocation_gaps (after, upto, until)
                        values (?, ?, now() + make_interval(secs => ?))
                        """, head, lost, (double) retention(Kind.jti).toSeconds());
                statements.update("update token.revocation_head set seq = ?", lost + 1);
            }
            return head;
        });
    }

    /** Makes room for the days to come, and drops the days past, whole. */
    void turnPages() {
        database.list(row -> 0, "select token.make_revocation_partitions(now() + make_interval(secs => ?))", (double)
                userRetention.plusHours(2).toSeconds());
        database.list(row -> 0, "select token.drop_revocation_partitions()");
        database.update("delete from token.revocation_gaps where until <= now()");
    }

    private Duration retention(Kind kind) {
        Duration longest = switch (kind) {
            // A session that is named so lives longer than any token.
            case user, sid -> userRetention;
            case jti, grant, client, consent -> retention;
        };
        return longest.plus(Revocation.CLOCKS);
    }

    private static Revocation read(ResultSet row) throws SQLException {
        return new Revocation(
                row.getLong("seq"),
                Kind.valueOf(row.getString("kind")),
                row.getString("value"),
                Database.instant(row, "revoked_at"),
                Database.instant(row, "expires_at"));
    }
}
