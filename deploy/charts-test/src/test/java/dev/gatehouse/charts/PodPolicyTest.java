package dev.gatehouse.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.charts.setup.Manifest;
import dev.gatehouse.charts.setup.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pod is as the restricted Pod Security Standard has it, says what it needs, and can be watched and ended. */
class PodPolicyTest {
    private static final Set<String> VOLUMES = Set.of("emptyDir", "secret", "configMap");

    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void noContainerHasRights(Scenario scenario) {
        for (Manifest workload : scenario.workloads()) {
            JsonNode pod = workload.pod();
            assertEquals(false, pod.path("automountServiceAccountToken").booleanValue(), workload::toString);
            for (String shared : List.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace")) {
                assertFalse(pod.has(shared), shared);
            }
            for (JsonNode container : containers(pod)) {
                JsonNode security = container.path("securityContext");
                assertTrue(security.path("runAsNonRoot").asBoolean(), workload::toString);
                assertTrue(security.path("readOnlyRootFilesystem").asBoolean(), workload::toString);
                assertTrue(security.path("allowPrivilegeEscalation").isBoolean(), workload::toString);
                assertFalse(security.path("allowPrivilegeEscalation").asBoolean(), workload::toString);
                assertEquals(
                        "[\"ALL\"]", security.path("capabilities").path("drop").toString());
                assertFalse(security.path("capabilities").has("add"));
                assertEquals(
                        "RuntimeDefault",
                        security.path("seccompProfile").path("type").asText());
                assertTrue(security.path("runAsUser").asInt(1) > 0);
            }
            assertTrue(pod.path("securityContext").path("runAsUser").asInt(1) > 0);
            for (JsonNode volume : pod.path("volumes")) {
                volume.fieldNames()
                        .forEachRemaining(field -> assertTrue(
                                field.equals("name") || VOLUMES.contains(field), () -> workload + ": " + volume));
            }
        }
    }

    /** Nothing can be written but what ends with the pod, or with the claim. */
    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void aPlaceForTemporaryFilesIsThere(Scenario scenario) {
        for (Manifest workload : scenario.workloads()) {
            for (JsonNode container : containers(workload.pod())) {
                String volume = Manifest.each(container.path("volumeMounts")).stream()
                        .filter(mount -> mount.path("mountPath").asText().equals("/tmp"))
                        .map(mount -> mount.path("name").asText())
                        .findFirst()
                        .orElseThrow();
                assertTrue(
                        Manifest.each(workload.pod().path("volumes")).stream()
                                .filter(it -> it.path("name").asText().equals(volume))
                                .anyMatch(it -> it.path("emptyDir").has("sizeLimit")),
                        workload::toString);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void everyContainerSaysWhatItNeeds(Scenario scenario) {
        for (Manifest workload : scenario.workloads()) {
            for (JsonNode container : containers(workload.pod())) {
                for (String bound : List.of("requests", "limits")) {
                    for (String what : List.of("cpu", "memory")) {
                        assertTrue(
                                container.path("resources").path(bound).has(what),
                                () -> workload + " has no " + bound + " of " + what);
                    }
                }
                assertFalse(container.path("image").asText().endsWith(":latest"), workload::toString);
                assertTrue(container.path("image").asText().matches(".+(:[^/]+|@sha256:[0-9a-f]{64})"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void aServiceIsWatchedOnItsManagementPort(Scenario scenario) {
        List<Manifest> services = scenario.services();
        assertEquals(scenario.chart().equals("gatehouse") ? 4 : 1, services.size());
        for (Manifest service : services) {
            JsonNode container = containers(service.pod()).getFirst();
            JsonNode management = Manifest.each(container.path("env")).stream()
                    .filter(variable -> variable.path("name").asText().equals("GATEHOUSE_MANAGEMENT_PORT"))
                    .findFirst()
                    .orElseThrow()
                    .path("value");
            probe(container, "startupProbe", "/q/health/started", management.asInt());
            probe(container, "livenessProbe", "/q/health/live", management.asInt());
            probe(container, "readinessProbe", "/q/health/ready", management.asInt());
        }
        for (Manifest server : scenario.all("StatefulSet")) {
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertTrue(containers(server.pod()).getFirst().path(probe).has("exec"), probe);
            }
        }
    }

    private static void probe(JsonNode container, String probe, String path, int management) {
        JsonNode asks = container.path(probe).path("httpGet");
        assertEquals(path, asks.path("path").asText());
        int port = asks.path("port").isInt()
                ? asks.path("port").asInt()
                : Manifest.each(container.path("ports")).stream()
                        .filter(it -> it.path("name").equals(asks.path("port")))
                        .findFirst()
                        .orElseThrow()
                        .path("containerPort")
                        .asInt();
        assertEquals(management, port);
    }

    /** First it says that it is not ready, then it answers what it was asked, and only then would it be killed. */
    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void aServiceHasTheTimeToEndInPeace(Scenario scenario) {
        for (Manifest service : scenario.all("Deployment")) {
            JsonNode container = containers(service.pod()).getFirst();
            long delay = seconds(container, "QUARKUS_SHUTDOWN_DELAY");
            long drain = seconds(container, "QUARKUS_SHUTDOWN_TIMEOUT");
            JsonNode readiness = container.path("readinessProbe");
            assertTrue(
                    delay
                            > readiness.path("periodSeconds").asInt()
                                    * readiness.path("failureThreshold").asLong(),
                    "who is not ready is noticed before it ends");
            assertTrue(service.pod().path("terminationGracePeriodSeconds").asLong() > delay + drain);
            JsonNode update = service.spec().path("strategy").path("rollingUpdate");
            assertEquals(0, update.path("maxUnavailable").asInt(-1));
        }
    }

    private static long seconds(JsonNode container, String name) {
        return Duration.parse(Manifest.each(container.path("env")).stream()
                        .filter(variable -> variable.path("name").asText().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .path("value")
                        .asText())
                .toSeconds();
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void replicasAreSpreadAndGoOneByOne(Scenario scenario) {
        for (Manifest service : scenario.all("Deployment")) {
            assertEquals(2, service.pod().path("topologySpreadConstraints").size());
            service.pod()
                    .path("topologySpreadConstraints")
                    .forEach(spread -> assertTrue(
                            service.hasPodLabels(spread.path("labelSelector").path("matchLabels"))));
            assertEquals(
                    1,
                    scenario.all("PodDisruptionBudget").stream()
                            .filter(budget -> service.hasPodLabels(
                                    budget.spec().path("selector").path("matchLabels")))
                            .count());
            long scalers = scenario.manifests().stream()
                    .filter(it -> it.is("HorizontalPodAutoscaler") || it.is("ScaledObject"))
                    .filter(it -> it.spec()
                            .path("scaleTargetRef")
                            .path("name")
                            .asText()
                            .equals(service.name()))
                    .count();
            assertEquals(service.spec().has("replicas") ? 0 : 1, scalers, "one alone says how many there are");
        }
    }

    private static List<JsonNode> containers(JsonNode pod) {
        assertFalse(pod.has("initContainers"));
        List<JsonNode> containers = Manifest.each(pod.path("containers"));
        assertFalse(containers.isEmpty());
        return containers;
    }
}
