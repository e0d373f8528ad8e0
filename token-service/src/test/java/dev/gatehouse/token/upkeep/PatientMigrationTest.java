package dev.gatehouse.token.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.database.Database;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.ArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** A migration that takes longer than a call may, over a connection of the pool. */
@QuarkusTest
class PatientMigrationTest {
    private final FlywayConfigurationCustomizer customizer;
    private final Database database;
    private final String url;
    private final String user;
    private final String password;

    @Inject
    PatientMigrationTest(
            FlywayConfigurationCustomizer customizer,
            Database database,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.customizer = customizer;
        this.database = database;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @BeforeEach
    @AfterEach
    void onEmptyGround() {
        database.update("drop schema if exists patience cascade");
    }

    @Test
    void itIsGivenTheTimeThatItTakesAndTheConnectionComesBackAsItWas() throws Exception {
        var pool = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(each -> each.maxSize(4)
                        .connectionFactoryConfiguration(factory -> factory.connectionProviderClass(Driver.class)
                                .jdbcUrl(url)
                                .principal(new NamePrincipal(user))
                                .credential(new SimplePassword(password))
                                // Seconds; the migration sleeps for two.
                                .jdbcProperty("socketTimeout", "1")));
        try (AgroalDataSource source = AgroalDataSource.from(pool)) {
            var configuration = Flyway.configure()
                    .dataSource(source)
                    .schemas("patience")
                    .defaultSchema("patience")
                    .locations("classpath:patience");
            customizer.customize(configuration);
            assertEquals(1, configuration.load().migrate().migrationsExecuted);
            var all = new ArrayList<Connection>();
            for (int i = 0; i < 4; i++) {
                all.add(source.getConnection());
                assertEquals(1_000, all.getLast().getNetworkTimeout());
            }
        }
    }
}
