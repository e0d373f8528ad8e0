package dev.gatehouse.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While a new version comes, replicas of the one before run on the new one's schema: so a migration only adds. What takes
 * away comes a minor version after the code has stopped to need it, and says so by a comment before the statement:
 * {@code -- contract: why the version before can do without it}.
 */
class MigrationsTest {
    /** The last migrations of before there was a version that another could stand beside. */
    private static final Map<String, Integer> BASELINE =
            Map.of("identity-service", 19, "token-service", 17, "oauth-service", 7);

    private static final String CONTRACT = "contract: ";
    private static final Pattern VERSION = Pattern.compile("V([0-9]+)__[a-z0-9_]+\\.sql");
    private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?([a-z_.\"]+)");
    private static final Pattern INDEX =
            Pattern.compile("create (unique )?index (concurrently )?.*? on (?:only )?([a-z_.\"]+)");

    /** What the version before may miss, by what it is called; of what the same file has just made, nobody misses anything. */
    private static final Map<String, Pattern> TAKEN_AWAY = Map.of(
            "takes something away", Pattern.compile("\\bdrop (?!default\\b|not null\\b)"),
            "renames", Pattern.compile("\\brename\\b"),
            "changes a type", Pattern.compile("\\balter (column )?[a-z_\"]+ (set data )?type\\b"),
            "asks for a value", Pattern.compile("\\bset not null\\b"),
            "adds a column that has to be given",
                    Pattern.compile(
                            "\\badd (column )?(?!constraint\\b)(?:(?!\\bdefault\\b|, ).)*\\bnot null\\b(?!(?:(?!, ).)*\\bdefault\\b)"),
            "adds a rule", Pattern.compile("\\badd (constraint|check|unique|foreign key|primary key)\\b"),
            "removes rows", Pattern.compile("^(delete from|truncate)\\b"));

    @ParameterizedTest
    @ValueSource(strings = {"identity-service", "token-service", "oauth-service"})
    void aMigrationOnlyAddsUnlessItSaysWhyItMayTakeAway(String service) throws IOException {
        var complaints = new TreeMap<String, List<String>>();
        for (Map.Entry<Integer, Path> migration : migrations(service).entrySet()) {
            if (migration.getKey() > baseline(service)) {
                List<String> found = complaints(Files.readString(migration.getValue()));
                if (!found.isEmpty()) {
                    complaints.put(migration.getValue().getFileName().toString(), found);
                }
            }
        }
        assertEquals(Map.of(), complaints);
    }

    /** Where nothing is left below it, or a file is renumbered, the baseline would hold for others than it was taken of. */
    @ParameterizedTest
    @ValueSource(strings = {"identity-service", "token-service", "oauth-service"})
    void theBaselineIsAMigration(String service) throws IOException {
        assertTrue(migrations(service).containsKey(baseline(service)));
    }

    /**
     * A statement that was prepared for all columns fails when the next version has added one, inside of a transaction for
     * good: PostgreSQL may not change what it gives. For keys that the database makes, the driver asks for all columns.
     */
    @ParameterizedTest
    @ValueSource(strings = {"common", "identity-service", "token-service", "session-service", "oauth-service"})
    void everyStatementNamesItsColumns(String module) throws IOException {
        var all = Pattern.compile("\\b(select|returning)\\s+([a-z_]+\\.)?\\*|,\\s*[a-z_]+\\.\\*"
                + "|GenerationType\\.IDENTITY|RETURN_GENERATED_KEYS");
        try (Stream<Path> files = Files.walk(Gatehouse.projectRoot().resolve(module + "/src/main/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertFalse(sources.isEmpty());
            for (Path source : sources) {
                assertFalse(all.matcher(Files.readString(source)).find(), source::toString);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alter table users drop column phone                                   | takes something away
            drop table sessions                                                   | takes something away
            drop function turn()                                                  | takes something away
            alter table users rename column email to mail                         | renames
            alter table users alter column name type varchar(40)                  | changes a type
            alter table users alter name set data type text                       | changes a type
            alter table users alter column name set not null                      | asks for a value
            alter table users add column phone text not null                      | adds a column that has to be given
            alter table users add a text default '', add b text not null          | adds a column that has to be given
            alter table users add constraint short check (length(name) < 9)       | adds a rule
            alter table users add unique (name)                                   | adds a rule
            create unique index users_name on users (name)                        | holds rows to a rule
            create index users_name on users (name)                               | keeps others from writing
            delete from users                                                     | removes rows
            DROP  TABLE /* at once */ sessions                                    | takes something away
            """)
    void whatTakesAwayIsFound(String statement, String complaint) {
        assertEquals(
                List.of(complaint),
                complaints(statement).stream()
                        .map(found -> found.substring(0, found.indexOf(": ")))
                        .toList());
        assertEquals(
                List.of(),
                complaints(
                        "-- Nothing reads it.\n-- contract: since 0.3 it is neither read nor written.\n" + statement));
        // Of one statement, not of the next.
        assertFalse(complaints("-- contract: since 0.3 unused.\ncreate table a (b text);\n" + statement)
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table users (name text not null); create unique index users_name on users (name)",
                "create table users (name text); alter table users alter column name set not null",
                "alter table users add column phone text",
                "alter table users add column phone text not null default '-'",
                "alter table users add column phone text default '-' not null",
                "alter table users add column a text, add column b boolean not null default true",
                "alter table users alter column phone drop not null",
                "alter table users alter column phone drop default",
                "create index concurrently users_name on users (name)",
                "-- drop table users\nselect 1",
                "comment on table users is 'rename, drop table; all of it'",
                "create function old() returns void language plpgsql as $$begin drop table a; end$$",
                "insert into log values ('it''s; drop table a')"
            })
    void whatAddsIsLeftAlone(String sql) {
        assertEquals(List.of(), complaints(sql));
    }

    @Test
    void noTwoMigrationsOfAServiceHaveOneNumber() throws IOException {
        for (String service : BASELINE.keySet()) {
            try (Stream<Path> files = Files.list(folder(service))) {
                assertEquals(migrations(service).size(), files.count(), service);
            }
        }
    }

    private static List<String> complaints(String sql) {
        List<Statement> statements = Statement.of(sql);
        List<String> made = statements.stream()
                .flatMap(statement -> CREATED.matcher(statement.code()).results())
                .map(found -> found.group(1))
                .toList();
        return statements.stream()
                .filter(statement -> statement.remarks().stream().noneMatch(remark -> remark.startsWith(CONTRACT)))
                .filter(statement ->
                        made.stream().noneMatch(table -> statement.code().startsWith("alter table " + table + " ")))
                .flatMap(statement -> complaints(statement, made))
                .toList();
    }

    private static Stream<String> complaints(Statement statement, List<String> made) {
        var found = new LinkedHashMap<String, String>();
        TAKEN_AWAY.forEach((what, pattern) -> {
            if (pattern.matcher(statement.code()).find()) {
                found.put(what, what + ": " + statement.code());
            }
        });
        Matcher index = INDEX.matcher(statement.code());
        if (index.find() && !made.contains(index.group(3))) {
            if (index.group(1) != null) {
                found.put("rule", "holds rows to a rule: " + statement.code());
            } else if (index.group(2) == null) {
                found.put("lock", "keeps others from writing: " + statement.code());
            }
        }
        return found.values().stream();
    }

    private static Map<Integer, Path> migrations(String service) throws IOException {
        var migrations = new TreeMap<Integer, Path>();
        try (Stream<Path> files = Files.list(folder(service))) {
            files.forEach(file -> {
                Matcher named = VERSION.matcher(file.getFileName().toString());
                if (!named.matches()) {
                    throw new AssertionError(file + " is no migration");
                }
                migrations.put(Integer.parseInt(named.group(1), 10), file);
            });
        }
        return migrations;
    }

    private static int baseline(String service) {
        return BASELINE.getOrDefault(service, 0);
    }

    private static Path folder(String service) {
        return Gatehouse.projectRoot().resolve(service).resolve("src/main/resources/db/migration");
    }
}
