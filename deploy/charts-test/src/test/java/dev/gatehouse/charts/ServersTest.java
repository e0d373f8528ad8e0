package dev.gatehouse.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.charts.setup.Manifest;
import dev.gatehouse.charts.setup.Scenario;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** PostgreSQL and Redis run on, whatever happens around them. */
class ServersTest {
    /** There is one Redis: whatever changes its pod's template ends it for a while. */
    @Test
    void aNewVersionOfTheChartDoesNotRestartRedis() {
        JsonNode labels = redis().podLabels();
        var names = new TreeSet<String>();
        labels.fieldNames().forEachRemaining(names::add);
        assertEquals(
                Set.of(
                        "app.kubernetes.io/name",
                        "app.kubernetes.io/instance",
                        "app.kubernetes.io/part-of",
                        "app.kubernetes.io/component"),
                names);
        assertTrue(redis().hasPodLabels(redis().spec().path("selector").path("matchLabels")));
    }

    /** Full is an error that its callers are told of; beyond the limit it would be killed. */
    @Test
    void redisIsFullBeforeItsMemoryIs() {
        assertEquals(
                "1Gi",
                redis().pod()
                        .path("containers")
                        .get(0)
                        .path("resources")
                        .path("limits")
                        .path("memory")
                        .asText());
        String settings = Scenario.example("minimal").all("ConfigMap").stream()
                .filter(map -> map.name().equals("gatehouse-redis"))
                .findFirst()
                .orElseThrow()
                .object()
                .path("data")
                .path("redis.conf")
                .asText();
        assertTrue(settings.contains("\nmaxmemory 600mb\n"), settings);
        assertTrue(settings.contains("\nmaxmemory-policy noeviction\n"), settings);
    }

    /** A budget for one server would never let its node be emptied. */
    @Test
    void onlyServersThatOthersFollowHaveABudget() {
        assertEquals(false, cluster("minimal").path("enablePDB").booleanValue());
        assertEquals(true, cluster("ha").path("enablePDB").booleanValue());
    }

    private static Manifest redis() {
        return Scenario.example("minimal").all("StatefulSet").getFirst();
    }

    private static JsonNode cluster(String example) {
        JsonNode spec = Scenario.example(example).all("Cluster").getFirst().spec();
        assertTrue(spec.path("enablePDB").isBoolean());
        return spec;
    }
}
