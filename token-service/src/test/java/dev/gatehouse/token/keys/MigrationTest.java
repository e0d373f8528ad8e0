package dev.gatehouse.token.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.database.Database;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that were made before there was rotation, in a schema of their own. */
@QuarkusTest
class MigrationTest {
    private static final String SCHEMA = "before_rotation";
    private final AgroalDataSource source;
    private final Database database;

    @Inject
    MigrationTest(AgroalDataSource source, Database database) {
        this.source = source;
        this.database = database;
    }

    @BeforeEach
    @AfterEach
    void onEmptyGround() {
        database.update("drop schema if exists before_rotation cascade");
    }

    @Test
    void keysFromBeforeRotationGoOnAsTheyDid() {
        migrate("12");
        database.update("""
                insert into before_rotation.signing_keys (kid, algorithm, ordinal, public_jwk, private_key, created_at)
                values ('a', 'ES256', 1, '{}', '', '2026-01-01'), ('b', 'RS256', 1, '{}', '', '2026-01-01'),
                    ('c', 'ES256', 2, '{}', '', '2026-02-01')
                """);
        migrate("14");
        assertEquals(List.of("a true true true true", "b true null null true", "c true null null true"), rows("""
                select concat_ws(' ', kid, (activates_at = created_at)::text,
                    coalesce((retires_at = '2026-02-01')::text, 'null'), coalesce((gone_at > now())::text, 'null'),
                    (sealed_by is null)::text) as row from before_rotation.signing_keys order by kid
                """));
        assertEquals(List.of("ES256 2", "RS256 1"), rows("""
                select algorithm || ' ' || ordinal as row from before_rotation.signing_key_turns order by algorithm
                """));
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(source)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .target(target)
                .load()
                .migrate();
    }

    private List<String> rows(String sql) {
        return database.list(row -> row.getString("row"), sql);
    }
}
