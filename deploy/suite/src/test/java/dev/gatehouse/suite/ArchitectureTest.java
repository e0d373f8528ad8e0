package dev.gatehouse.suite;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gatehouse.suite.setup.Gatehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the house, as deploy/docs/architecture.md gives them. */
class ArchitectureTest {
    private static final List<String> MODULES = List.of(
            "common",
            "identity-service",
            "token-service",
            "session-service",
            "oauth-service",
            "deploy/backing",
            "deploy/launcher",
            "deploy/bench",
            "deploy/examples/resource-server");
    private static final JavaClasses HOUSE = compiled();

    private static JavaClasses compiled() {
        Path root = Gatehouse.projectRoot();
        List<Path> directories = MODULES.stream()
                .map(module -> root.resolve(module).resolve("target/classes"))
                .toList();
        directories.forEach(directory -> assertTrue(Files.isDirectory(directory), directory + " is not compiled"));
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPaths(directories);
    }

    @Test
    void noServiceKnowsAnotherFromInside() {
        for (String service : List.of("identity", "token", "session", "oauth")) {
            noClasses()
                    .that()
                    .resideInAPackage("dev.gatehouse." + service + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.gatehouse..")
                            .and(not(resideInAPackage("dev.gatehouse." + service + "..")))
                            .and(not(resideInAPackage("dev.gatehouse.common.."))))
                    .check(HOUSE);
        }
        noClasses()
                .that()
                .resideInAPackage("dev.gatehouse.common..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.gatehouse..").and(not(resideInAPackage("dev.gatehouse.common.."))))
                .check(HOUSE);
    }

    @Test
    void roomsDoNotLeadInCircles() {
        slices().matching("dev.gatehouse.(*).(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void namesSayWhatAThingIs() {
        for (String empty : List.of("Util", "Utils", "Manager", "Helper", "Impl")) {
            noClasses().should().haveSimpleNameEndingWith(empty).check(HOUSE);
        }
    }

    @Test
    void onlyResourcesAndFiltersSpeakHttp() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Store")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .check(HOUSE);
    }

    @Test
    void resourcesLeavePersistenceToTheStores() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.persistence..", "io.quarkus.redis..")
                .check(HOUSE);
    }

    /** {@code Cookies} does: it tells one from several, of which one may be somebody else's. */
    @Test
    void noResourceTakesTheCookieHeaderApartByItself() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.ws.rs.CookieParam")
                .orShould()
                .callMethod("jakarta.ws.rs.core.HttpHeaders", "getCookies")
                .check(HOUSE);
    }

    @Test
    void whatIsInjectedComesByTheConstructor() {
        fields().should().notBeAnnotatedWith("jakarta.inject.Inject").check(HOUSE);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked")
                .check(HOUSE);
    }
}
