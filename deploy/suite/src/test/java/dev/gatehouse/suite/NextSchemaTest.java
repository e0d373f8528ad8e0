package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The first replica of a new version brings the schema up to date while all others are of the version before: they go on, and
 * one of them that is restarted then starts. What the next version will bring nobody knows; it only adds (MigrationsTest
 * holds it to that), so a column more in each table stands for it.
 */
class NextSchemaTest {
    private static final List<String> SCHEMAS = List.of("identity", "token", "oauth");
    private static final Gatehouse GATEHOUSE = Gatehouse.running();

    @AfterAll
    static void take() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                statement.execute("alter table " + table + " drop column if exists of_the_next_version");
            }
            for (String schema : SCHEMAS) {
                statement.execute("delete from " + schema + ".flyway_schema_history where version = '9999'");
            }
        }
    }

    @Test
    void theVersionBeforeRunsAndStartsOnTheSchemaOfTheNext() throws SQLException {
        Person before = GATEHOUSE.register();
        OAuthClient client = GATEHOUSE.resourceServer();
        String refresh = everything(before, client);
        // The driver has a statement prepared by the server when it is used for the fifth time.
        oftenEnough(client);
        migrate();
        oftenEnough(client);
        refreshed(refresh);
        everything(GATEHOUSE.register(), GATEHOUSE.resourceServer());
        for (String schema : SCHEMAS) {
            GATEHOUSE.suite().restart(schema + "-service");
        }
        everything(before, client);
        everything(GATEHOUSE.register(), GATEHOUSE.resourceServer());
    }

    private static void oftenEnough(OAuthClient client) {
        for (int i = 0; i < 10; i++) {
            everything(GATEHOUSE.register(), client);
        }
    }

    /** @return a refresh token */
    private static String everything(Person person, OAuthClient client) {
        Response jwt = GATEHOUSE.signInForTokens(person, "jwt");
        jwt.then().statusCode(201);
        Response opaque = GATEHOUSE.signInForTokens(person, "opaque");
        opaque.then().statusCode(201);
        for (Response tokens : List.of(jwt, opaque)) {
            GATEHOUSE
                    .introspect(client, tokens.path("access_token"))
                    .then()
                    .statusCode(200)
                    .body("active", equalTo(true));
        }
        GATEHOUSE.bearer(jwt.path("access_token")).get("/users/me").then().statusCode(200);
        Response session = GATEHOUSE.signInForCookie(person);
        given().spec(GATEHOUSE.origin())
                .cookie(Gatehouse.COOKIE, session.cookie(Gatehouse.COOKIE))
                .get("/verify")
                .then()
                .statusCode(200);
        GATEHOUSE
                .bearer(opaque.path("access_token"))
                .delete("/tokens/current")
                .then()
                .statusCode(204);
        GATEHOUSE.bearer(opaque.path("access_token")).get("/verify").then().statusCode(401);
        return jwt.path("refresh_token");
    }

    private static void refreshed(String refresh) {
        given().spec(GATEHOUSE.origin())
                .contentType("application/json")
                .body("{\"refresh_token\":\"" + refresh + "\"}")
                .post("/tokens/refresh")
                .then()
                .statusCode(200);
    }

    private static void migrate() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            List<String> tables = tables(statement);
            assertTrue(tables.size() > 20, tables::toString);
            for (String table : tables) {
                statement.execute("alter table " + table + " add column of_the_next_version text");
            }
            for (String schema : SCHEMAS) {
                statement.execute("""
                        insert into %1$s.flyway_schema_history
                            (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                        select max(installed_rank) + 1, '9999', 'of the next version', 'SQL', 'V9999__of_the_next_version.sql', 1,
                            current_user, 1, true
                        from %1$s.flyway_schema_history
                        """.formatted(schema));
            }
        }
    }

    /** But partitions, which are as their tables. */
    private static List<String> tables(Statement statement) throws SQLException {
        var tables = new ArrayList<String>();
        try (var found = statement.executeQuery("""
                select format('%I.%I', nspname, relname) from pg_class join pg_namespace on pg_namespace.oid = relnamespace
                where nspname in ('identity', 'token', 'oauth') and relkind in ('r', 'p') and not relispartition
                    and relname <> 'flyway_schema_history'
                """)) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }

    private static Connection connect() throws SQLException {
        var backing = GATEHOUSE.suite().backing();
        return DriverManager.getConnection(backing.jdbcUrl(), backing.databaseUser(), backing.databasePassword());
    }
}
