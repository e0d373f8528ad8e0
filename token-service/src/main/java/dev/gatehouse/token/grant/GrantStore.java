package dev.gatehouse.token.grant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Grants in PostgreSQL; every step is one statement. Blocks. */
@Singleton
public class GrantStore {
    /** Of one that gives nothing any more, nobody needs to know who it was. */
    private static final String CLOSING =
            "update token.grants set revoked_at = now(), username = null, id_token_claims = null, terms = null"
                    + " where revoked_at is null and ";

    /**
     * Whether the user was signed out everywhere since the sign-in began: one that was opened later, by a sign-in of before,
     * ends too. When they proved who they are does not matter: with a provider that may be long ago, or not known.
     */
    public static final String ENDED = "exists (select 1 from token.user_epochs epoch"
            + " where epoch.subject = grants.subject and epoch.since >= least(grants.created_at, grants.signed_in_at))";

    /** What {@link #read} reads. Named, as every statement's columns are: one that the next version adds changes nothing. */
    private static final String ROW = "id, subject, username, client_id, scope, format, sid, auth_time, amr,"
            + " id_token_audience, id_token_claims, terms, generation, created_at, rotated_at, expires_at, revoked_at,"
            + " now() as read_at, " + ENDED + " as ended";

    private static final UUID FIRST = new UUID(0, 0);

    private final Database database;
    private final GrantConfig config;
    private final ObjectMapper json;

    GrantStore(Database database, GrantConfig config, ObjectMapper json) {
        this.database = database;
        this.config = config;
        this.json = json;
    }

    /**
     * Records a new grant, at generation 0.
     *
     * @param signedInAt when the sign-in began that it stems from; null where there was none
     */
    public void open(UUID id, Grant.Content content, @Nullable Instant signedInAt) {
        Beside beside = content.terms().beside();
        double lifetime = seconds(beside == null ? null : beside.refreshLifetime(), config.lifetime());
        database.update(
                """
                insert into token.grants (id, subject, username, client_id, scope, format, sid, auth_time, signed_in_at,
                    amr, id_token_audience, id_token_claims, terms, expires_at, ends_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    now() + make_interval(secs => least(?, ?)), now() + make_interval(secs => ?))
                """,
                id,
                content.subject(),
                content.username(),
                content.clientId(),
                content.scope().toString(),
                content.format().name(),
                content.sid(),
                content.authTime(),
                signedInAt,
                content.amr().toArray(String[]::new),
                content.idTokenAudience(),
                content.idTokenClaims(),
                written(content.terms()),
                idle(beside),
                lifetime,
                lifetime);
    }

    private double idle(@Nullable Beside beside) {
        return seconds(beside == null ? null : beside.refreshIdle(), config.idle());
    }

    private static double seconds(@Nullable Duration asked, Duration most) {
        return asked == null || asked.compareTo(most) > 0 ? most.toSeconds() : asked.toSeconds();
    }

    public Optional<Grant> find(UUID id) {
        return database.first(this::read, "select " + ROW + " from token.grants where id = ?", id);
    }

    /**
     * The compare-and-swap: of all who present the same generation at once, one gets the grant, the others nothing.
     *
     * @param beside says for how long it may go without the next refresh
     */
    public Optional<Grant> rotate(UUID id, long generation, @Nullable Beside beside) {
        return database.first(this::read, """
                update token.grants set generation = generation + 1, rotated_at = now(),
                    expires_at = least(now() + make_interval(secs => ?), ends_at)
                where id = ? and generation = ? and revoked_at is null and expires_at > now() and not %1$s
                returning %2$s
                """.formatted(ENDED, ROW), idle(beside), id, generation);
    }

    /**
     * The same for one whose refresh token stays as it is: it may go on for as long as after a rotation. Empty where it was
     * rotated or ended meanwhile.
     *
     * @param beside says for how long it may go without the next refresh
     */
    public Optional<Grant> keep(UUID id, long generation, @Nullable Beside beside) {
        return database.first(this::read, """
                update token.grants set expires_at = least(now() + make_interval(secs => ?), ends_at)
                where id = ? and generation = ? and revoked_at is null and expires_at > now() and not %1$s
                returning %2$s
                """.formatted(ENDED, ROW), idle(beside), id, generation);
    }

    /**
     * Closes every open grant that the order concerns, so that it never gives another access token; an order for one
     * token ({@code jti}) concerns none.
     *
     * @throws IllegalArgumentException where the id of a grant is not a UUID
     */
    public void close(Revoke order) {
        database.transaction(statements -> close(statements, order));
    }

    /** Closes those of a user whose sign-in began at or before {@code instant}. */
    public void closeSignedIn(String subject, Instant instant) {
        database.update(
                CLOSING + "subject = ? and coalesce(signed_in_at, auth_time, '-infinity') <= ?", subject, instant);
    }

    /** As {@link #close(Revoke)}, within a transaction. @return how many */
    public static int close(Database.Statements statements, Revoke order) {
        String value = order.value();
        return switch (order.kind()) {
            case grant -> statements.update(CLOSING + "id = ?", UUID.fromString(value));
            case sid -> statements.update(CLOSING + "sid = ?", value);
            case client -> statements.update(CLOSING + "client_id = ?", value);
            case user -> statements.update(CLOSING + "subject = ?", value);
            case consent -> {
                int space = value.indexOf(' ');
                yield space > 0
                        ? statements.update(
                                CLOSING + "subject = ? and client_id = ?",
                                value.substring(0, space),
                                value.substring(space + 1))
                        : 0;
            }
            case jti -> 0;
        };
    }

    /**
     * Looks at the next grants in the order of their ids, so many at most, and removes those that ended a day ago or earlier.
     *
     * @return whether there are more; false too where another replica is at it
     */
    public boolean sweep(int most) {
        return database.transaction(statements -> {
            var start = statements.list(
                    row -> row.getObject("after", UUID.class),
                    "select after from token.grant_sweep for update skip locked");
            if (start.isEmpty()) {
                return false;
            }
            var page = statements.list(
                    row -> row.getObject("id", UUID.class), """
                    with page as (select id from token.grants where id > ? order by id limit ?),
                    gone as (
                        delete from token.grants using page where grants.id = page.id
                            and (expires_at < now() - interval '1 day' or revoked_at < now() - interval '1 day' or %s))
                    select id from page order by id
                    """.formatted(ENDED), start.getFirst(), most);
            boolean more = page.size() == most;
            statements.update("update token.grant_sweep set after = ?", more ? page.getLast() : FIRST);
            return more;
        });
    }

    private @Nullable String written(Terms terms) {
        try {
            return terms.equals(Terms.NONE) ? null : json.writeValueAsString(terms);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the terms are not JSON", e);
        }
    }

    private Terms terms(@Nullable String written) {
        try {
            return written == null ? Terms.NONE : json.readValue(written, Terms.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the terms of a grant are not what they should be", e);
        }
    }

    private Grant read(ResultSet row) throws SQLException {
        return new Grant(
                row.getObject("id", UUID.class),
                new Grant.Content(
                        row.getString("subject"),
                        row.getString("username"),
                        row.getString("client_id"),
                        Scope.parse(row.getString("scope")),
                        Format.valueOf(row.getString("format")),
                        row.getString("sid"),
                        Database.instantOrNull(row, "auth_time"),
                        Database.texts(row, "amr"),
                        row.getString("id_token_audience"),
                        row.getString("id_token_claims"),
                        terms(row.getString("terms"))),
                row.getLong("generation"),
                Database.instant(row, "created_at"),
                Database.instant(row, "rotated_at"),
                Database.instant(row, "expires_at"),
                Database.instantOrNull(row, "revoked_at") != null || row.getBoolean("ended"),
                Database.instant(row, "read_at"));
    }
}
