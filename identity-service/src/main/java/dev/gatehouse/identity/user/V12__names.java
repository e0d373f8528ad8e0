package dev.gatehouse.identity.user;

import dev.gatehouse.identity.naming.Confusables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/** What usernames look like, and one key for both writings of an internationalised domain; SQL alone knows neither. */
class V12__names implements JavaMigration {
    private static final int FETCHED_AT_ONCE = 1000;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("12");
    }

    @Override
    public String getDescription() {
        return "names";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table identity.users add column username_skeleton text");
            // The skeleton of ASCII is its key; keys are unique already.
            statement.execute("update identity.users set username_skeleton = username_key"
                    + " where username_key ~ '^[a-z0-9._-]*$'");
            statement.execute(
                    "alter table identity.users add constraint users_username_skeleton unique (username_skeleton)");
            skeletons(connection);
            statement.execute("alter table identity.users alter column username_skeleton set not null");
            statement.execute("comment on column identity.users.username_skeleton is"
                    + " 'What username looks like (UTS 39): no other may look the same.'");
            domains(connection);
        }
    }

    private static void skeletons(Connection connection) throws SQLException {
        // Of two who looked alike before, the later one stays, under what no username can look like.
        rewrite(
                connection,
                "select id, username from identity.users where username_skeleton is null order by created_at, id",
                Confusables::skeleton,
                """
                update identity.users set username_skeleton = case
                    when exists (select 1 from identity.users other where other.username_skeleton = new.text)
                    then new.text || ' ' || new.id else new.text end
                from (select cast(? as text) as text, cast(? as uuid) as id) new
                where users.id = new.id
                """);
    }

    private static void domains(Connection connection) throws SQLException {
        // Of two who had one address in two writings, the later one keeps the old key.
        rewrite(
                connection,
                "select id, email from identity.users where email_key like '%@%xn--%' order by created_at, id",
                Names::key,
                """
                update identity.users set email_key = new.text
                from (select cast(? as text) as text, cast(? as uuid) as id) new
                where users.id = new.id
                    and not exists (select 1 from identity.users other where other.email_key = new.text)
                """);
    }

    private static void rewrite(Connection connection, String select, UnaryOperator<String> rule, String update)
            throws SQLException {
        try (PreparedStatement rows = connection.prepareStatement(select);
                PreparedStatement rewriting = connection.prepareStatement(update)) {
            rows.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = rows.executeQuery()) {
                while (row.next()) {
                    rewriting.setString(1, rule.apply(row.getString(2)));
                    rewriting.setObject(2, row.getObject(1, UUID.class));
                    rewriting.executeUpdate();
                }
            }
        }
    }
}
