package dev.gatehouse.charts;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.charts.setup.Charts;
import dev.gatehouse.charts.setup.Manifest;
import dev.gatehouse.charts.setup.Scenario;
import dev.gatehouse.charts.setup.ServiceCode;
import dev.gatehouse.charts.setup.ValuesSchema;
import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the charts tell a service is what it can be told, and all that it has to be. */
class SettingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> QUARKUS = ofQuarkus();
    /** Of secrets, whose values no chart shows. */
    private static final String SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void everyVariableIsASettingOfItsService(Scenario scenario) {
        for (Manifest workload : scenario.services()) {
            ServiceCode code = code(workload);
            var known = new TreeSet<>(code.settings());
            known.addAll(code.variables());
            known.addAll(QUARKUS);
            // Read by name, and by the Java virtual machine.
            known.add("GATEHOUSE_ISSUER");
            if (workload.pod().path("containers").get(0).path("image").asText().endsWith("-jvm")) {
                known.add("JAVA_TOOL_OPTIONS");
            }
            Map<String, String> environment = environment(workload);
            var unknown = new TreeSet<>(environment.keySet());
            unknown.removeAll(known);
            assertEquals(Set.of(), unknown, workload::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void everySettingThatHasToBeGivenIs(Scenario scenario) {
        for (Manifest workload : scenario.services()) {
            Map<String, String> environment = environment(workload);
            assertEquals(Charts.ISSUER, environment.get("GATEHOUSE_ISSUER"));
            assertDoesNotThrow(() -> code(workload).start(environment), workload::toString);
            // What the launcher tells each of them, too.
            assertTrue(environment.keySet().containsAll(Set.of("GATEHOUSE_BIND", "QUARKUS_REDIS_HOSTS")));
            assertEquals(
                    !workload.name().contains("session-service"),
                    environment
                            .keySet()
                            .containsAll(Set.of(
                                    "QUARKUS_DATASOURCE_JDBC_URL",
                                    "QUARKUS_DATASOURCE_USERNAME",
                                    "QUARKUS_DATASOURCE_PASSWORD")));
        }
    }

    /** Numbers in YAML are floats to Helm, and a large one would be told as 1e+06. */
    @Test
    void aLargeNumberIsToldAsItIsWritten(@TempDir Path directory) throws IOException {
        Path values = directory.resolve("numbers.yaml");
        Files.writeString(values, Files.readString(Charts.example("minimal")).replace("token-service:\n", """
                token-service:
                  settings:
                    GATEHOUSE_TOKEN_ACCESS_REMEMBERED: 1000000
                    GATEHOUSE_TOKEN_API_KEYS_PER_USER: 12345678
                    GATEHOUSE_TOKEN_STATUS_LIST_SIZE: 0.5
                """));
        Map<String, String> environment = environment(new Scenario(Charts.ALL, values, Map.of())
                .services().stream()
                        .filter(service -> service.name().equals("gatehouse-token-service"))
                        .findFirst()
                        .orElseThrow());
        assertEquals("1000000", environment.get("GATEHOUSE_TOKEN_ACCESS_REMEMBERED"));
        assertEquals("12345678", environment.get("GATEHOUSE_TOKEN_API_KEYS_PER_USER"));
        assertEquals("0.5", environment.get("GATEHOUSE_TOKEN_STATUS_LIST_SIZE"));
    }

    /** So that the test before has to find what is missing. */
    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Charts#installable")
    void aSecretLessAndTheServiceDoesNotStart(String chart) {
        for (Manifest workload : Scenario.example("minimal").services()) {
            if (!workload.name().endsWith(chart)) {
                continue;
            }
            Set<String> secrets = secrets(workload);
            assertTrue(secrets.contains("GATEHOUSE_INTERNAL_SECRETS"));
            for (String secret : secrets) {
                if (secret.startsWith("GATEHOUSE_ADMIN_") || secret.startsWith("QUARKUS_")) {
                    continue;
                }
                Map<String, String> environment = environment(workload);
                environment.remove(secret);
                assertThrows(
                        ConfigValidationException.class, () -> code(workload).start(environment), secret);
            }
        }
    }

    /**
     * A name in {@code settings} that is misspelt is refused, for the schema lists those that there are. With
     * {@code -Dcharts.write=true} it is written anew.
     */
    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Charts#installable")
    void theSchemaListsTheSettingsThatThereAre(String chart) throws IOException {
        Set<String> shared = ServiceCode.of("session-service").settings();
        shared.retainAll(ServiceCode.of("token-service").settings());
        shared.removeAll(setByCharts());
        listed(chart, "/properties/global", shared);
        if (!chart.equals(Charts.ALL)) {
            Set<String> own = ServiceCode.of(chart).settings();
            own.removeAll(setByCharts());
            listed(chart, "", own);
        }
    }

    private static void listed(String chart, String pointer, Set<String> names) throws IOException {
        if (Boolean.getBoolean("charts.write")) {
            ValuesSchema.of(chart).list(pointer, names);
        }
        assertEquals(names, ValuesSchema.of(chart).settings(pointer));
    }

    /** What the charts have values of their own for. */
    private static Set<String> setByCharts() {
        return Scenario.all()
                .flatMap(scenario -> scenario.services().stream())
                .flatMap(workload -> {
                    var names = new TreeSet<>(environment(workload).keySet());
                    names.removeAll(settingsOfExamples());
                    return names.stream();
                })
                .map(name -> name.replaceFirst("^GATEHOUSE_(IDENTITY|TOKEN|SESSION|OAUTH)_URL$", "GATEHOUSE_PEERS_$1"))
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> settingsOfExamples() {
        var names = new TreeSet<String>();
        Scenario.together()
                .flatMap(scenario -> Charts.read(scenario.values()).findParents("settings").stream())
                .forEach(parent -> parent.path("settings").fieldNames().forEachRemaining(names::add));
        return names;
    }

    private static ServiceCode code(Manifest workload) {
        return ServiceCode.of(
                workload.podLabels().path("app.kubernetes.io/name").asText());
    }

    private static Map<String, String> environment(Manifest workload) {
        var environment = new LinkedHashMap<String, String>();
        for (JsonNode variable : workload.pod().path("containers").get(0).path("env")) {
            String before = environment.put(
                    variable.path("name").asText(), variable.path("value").asText(SECRET));
            assertTrue(before == null, () -> variable + " is set twice");
        }
        return environment;
    }

    private static Set<String> secrets(Manifest workload) {
        return Manifest.each(workload.pod().path("containers").get(0).path("env")).stream()
                .filter(variable -> variable.has("valueFrom"))
                .map(variable -> variable.path("name").asText())
                .collect(toCollection(TreeSet::new));
    }

    /** The settings of Quarkus that count when a program runs, as its own lists have them. */
    private static Set<String> ofQuarkus() {
        var names = new TreeSet<String>();
        try {
            List<URL> lists = Collections.list(SettingsTest.class
                    .getClassLoader()
                    .getResources("META-INF/quarkus-config-doc/quarkus-config-model.json"));
            for (URL list : lists) {
                for (JsonNode setting : read(list).findParents("path")) {
                    if (setting.path("phase").asText().equals("RUN_TIME")) {
                        names.add(
                                setting.path("path").path("environmentVariable").asText());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static JsonNode read(URL list) throws IOException {
        try (InputStream in = list.openStream()) {
            return JSON.readTree(in);
        }
    }
}
