package dev.gatehouse.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.charts.setup.Charts;
import dev.gatehouse.charts.setup.Scenario;
import dev.gatehouse.charts.setup.ValuesFile;
import dev.gatehouse.charts.setup.ValuesSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values are explained, and none is taken that there is none of. */
class ValuesTest {
    private static final String BEGIN = "<!-- values: made from values.yaml -->\n\n";
    private static final String END = "\n<!-- end of values -->";

    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Charts#installable")
    void everyValueIsExplained(String chart) {
        assertEquals(List.of(), ValuesFile.of(chart).undocumented());
    }

    /** With {@code -Dcharts.write=true} it is written anew. */
    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Charts#installable")
    void theReadmeHasTheTableOfTheValues(String chart) throws IOException {
        Path file = Charts.folder(chart).resolve("README.md");
        String readme = Files.readString(file);
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        assertTrue(begin >= 0 && end > begin, "there is no place for the table");
        String upToDate = readme.substring(0, begin + BEGIN.length())
                + ValuesFile.of(chart).table()
                + readme.substring(end);
        if (Boolean.getBoolean("charts.write")) {
            Files.writeString(file, upToDate);
        }
        assertEquals(upToDate, Files.readString(file));
    }

    /** All at once: Helm names each. */
    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Charts#installable")
    void whatIsMisspeltIsRefusedAtEveryLevel(String chart) throws IOException {
        JsonNode schema = ValuesSchema.of(chart).tree();
        var closed = new ArrayList<String>();
        closed("", schema, closed);
        assertTrue(closed.size() > 15);
        Map<String, String> misspelt = new HashMap<>();
        closed.forEach(path -> misspelt.put((path.isEmpty() ? "" : path + ".") + "misspelt", "x"));
        Scenario valid = chart.equals(Charts.ALL) ? Scenario.example("minimal") : Scenario.alone(chart);
        String refusal = refusal(chart, valid.values(), misspelt);
        for (String path : closed) {
            String at = "- at '" + (path.isEmpty() ? "" : "/" + path.replace('.', '/')) + "': ";
            assertTrue(
                    refusal.contains(at + "additional properties 'misspelt' not allowed"), () -> at + "\n" + refusal);
        }
    }

    /** The objects of the values, by their paths: each says that it takes nothing else. */
    private static void closed(String path, JsonNode schema, List<String> closed) {
        if (!schema.path("type").asText().equals("object")) {
            return;
        }
        JsonNode properties = schema.path("properties");
        if (properties.isEmpty()) {
            return;
        }
        assertFalse(schema.path("additionalProperties").asBoolean(true), path);
        closed.add(path);
        properties
                .properties()
                .forEach(property -> closed(
                        path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                        property.getValue(),
                        closed));
    }

    /** A value without a place in the schema could not be set; one of the schema without a default is not explained. */
    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Charts#installable")
    void theSchemaKnowsTheValuesThatThereAre(String chart) throws IOException {
        JsonNode schema = ValuesSchema.of(chart).tree();
        JsonNode values = Charts.read(Charts.folder(chart).resolve("values.yaml"));
        same("", schema, values);
    }

    private static void same(String path, JsonNode schema, JsonNode values) {
        JsonNode properties = schema.path("properties");
        if (properties.isEmpty() || path.endsWith(".settings")) {
            return;
        }
        var known = new TreeSet<String>();
        properties.fieldNames().forEachRemaining(known::add);
        known.remove("gatehouse-common");
        var there = new TreeSet<String>();
        values.fieldNames().forEachRemaining(there::add);
        assertEquals(known, there, path);
        known.forEach(name -> same(path + "." + name, properties.path(name), values.path(name)));
    }

    /** The four have the same values for all, and gatehouse differs by making PostgreSQL and Redis. */
    @Test
    void theValuesForAllAreTheSameInEveryChart() {
        JsonNode all = global(Charts.ALL);
        for (String service : Charts.SERVICES) {
            String own = global(service).toString();
            assertEquals(
                    all.toString(),
                    own.replace("\"cluster\":false", "\"cluster\":true")
                            .replace("\"server\":false", "\"server\":true"));
        }
    }

    private static JsonNode global(String chart) {
        return Charts.read(Charts.folder(chart).resolve("values.yaml")).path("global");
    }

    /** What is missing is said by the value's name, rather than found out by a pod that does not start. */
    @ParameterizedTest
    @CsvSource({
        "global.issuer, '', global.issuer",
        "global.issuer, login.example.com, /global/issuer",
        "global.issuer, https://login.example.com/sub, /global/issuer",
        "global.runAsUser, 0, /global/runAsUser",
        "global.image.form, wasm, /global/image/form",
        "global.database.cluster, false, database.existingSecret",
        "global.redis.server, false, global.redis.existingSecret",
        "global.knative.enabled, true, httpRoute.enabled",
        "httpRoute.enabled, true, httpRoute.parentRefs",
        "identity-service.mail.from, a@example.com, mail.host",
        "ingress.pathType, Exact, /ingress/pathType",
        "redis.maxmemory, 600Mi, /redis/maxmemory",
        "token-service.extAuthz.enabled, true, extAuthz.from",
        "token-service.settings.QUARKUS_REDIS_HOSTS, redis://elsewhere, QUARKUS_REDIS_HOSTS",
        "token-service.settings.GATEHOUSE_TOKEN_ACES_LIFETIME, PT5M, GATEHOUSE_TOKEN_ACES_LIFETIME",
    })
    void whatCannotWorkIsRefusedByItsName(String value, String given, String named) {
        String refusal = refusal(Charts.ALL, Charts.example("minimal"), Map.of(value, given));
        assertTrue(refusal.contains(named), refusal);
    }

    /** PostgreSQL's driver would refuse each connection. */
    @Test
    void aCertificateIsVerifiedByItsAuthority() {
        String refusal = refusal(Charts.ALL, Charts.example("existing"), Map.of("global.database.caSecret", ""));
        assertTrue(refusal.contains("global.database.caSecret"), refusal);
    }

    /** A Knative Service has one port. */
    @Test
    void withKnativeThereIsNoExtAuthz() {
        String refusal =
                refusal(Charts.ALL, Charts.example("knative"), Map.of("token-service.extAuthz.enabled", "true"));
        assertTrue(refusal.contains("extAuthz.enabled"), refusal);
    }

    /** Of a service by itself nothing makes the secret that says where Redis is. */
    @Test
    void aServiceByItselfNeedsTheSecretOfRedis() {
        Path values = Scenario.alone("session-service").values();
        String refusal = refusal(
                "session-service", values, Map.of("global.redis.existingSecret", "", "global.redis.server", "true"));
        assertTrue(refusal.contains("global.redis.existingSecret"), refusal);
    }

    private static String refusal(String chart, Path values, Map<String, String> settings) {
        return String.valueOf(assertThrows(IllegalStateException.class, () -> Charts.render(chart, values, settings))
                .getMessage());
    }
}
