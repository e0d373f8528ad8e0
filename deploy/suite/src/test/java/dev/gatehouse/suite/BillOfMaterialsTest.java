package dev.gatehouse.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Gatehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.License;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside each packaged service stands what it consists of (CycloneDX), for those who look for vulnerabilities and licences. */
class BillOfMaterialsTest {
    /**
     * Those that let a service be run and changed as one likes. The LGPL asks that its library can be replaced, which holds
     * for a jar, and for a binary that anyone can build.
     */
    private static final Set<String> ALLOWED = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "Bouncy Castle Licence",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "GNU Lesser General Public License, Version 3",
            "GPL-2.0-with-classpath-exception",
            "MIT",
            "MIT-0",
            "Public Domain",
            "UPL-1.0",
            "Unicode-3.0");

    @ParameterizedTest
    @ValueSource(strings = {"identity-service", "token-service", "session-service", "oauth-service"})
    void itIsValidAndNamesWhatIsInTheProgram(String service) throws Exception {
        byte[] file = Files.readAllBytes(file(service));
        assertEquals(List.of(), new JsonParser().validate(file, Version.VERSION_16));
        Set<String> named = libraries(service)
                .map(library -> library.getGroup() + ":" + library.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.contains("io.quarkus:quarkus-core"), named::toString);
        assertTrue(named.contains("dev.gatehouse:gatehouse-common"), named::toString);
        assertEquals(!service.equals("session-service"), named.contains("org.postgresql:postgresql"));
        for (Component library : libraries(service).toList()) {
            assertFalse(library.getVersion().isBlank(), library.getName());
            assertTrue(library.getPurl().startsWith("pkg:maven/"), library.getName());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity-service", "token-service", "session-service", "oauth-service"})
    void everyLicenceIsOneThatIsAllowed(String service) throws Exception {
        var other = new TreeMap<String, Set<String>>();
        libraries(service)
                .filter(library -> !"dev.gatehouse".equals(library.getGroup()))
                .forEach(library -> {
                    Set<String> licences = licences(library);
                    if (licences.stream().noneMatch(ALLOWED::contains)) {
                        other.put(library.getGroup() + ":" + library.getName(), licences);
                    }
                });
        assertEquals(new TreeMap<>(), other);
    }

    /** Of several, one may be chosen. */
    private static Set<String> licences(Component library) {
        return library.getLicenses() == null || library.getLicenses().getLicenses() == null
                ? Set.of()
                : library.getLicenses().getLicenses().stream()
                        .map((License licence) -> licence.getId() == null ? licence.getName() : licence.getId())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those in the program: beside them it names what the service was built and tested with. */
    private static Stream<Component> libraries(String service) throws Exception {
        Bom bom = new JsonParser().parse(file(service).toFile());
        return bom.getComponents().stream()
                .filter(component -> component.getType() == Component.Type.LIBRARY)
                .filter(component -> component.getProperties().stream()
                        .anyMatch(property -> property.getName().equals("quarkus:component:scope")
                                && property.getValue().equals("runtime")));
    }

    private static Path file(String service) {
        return Gatehouse.projectRoot().resolve(service).resolve("target/quarkus-run-cyclonedx.json");
    }
}
