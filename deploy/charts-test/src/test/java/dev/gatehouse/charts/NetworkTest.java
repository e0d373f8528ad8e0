package dev.gatehouse.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.charts.setup.Manifest;
import dev.gatehouse.charts.setup.Scenario;
import dev.gatehouse.charts.setup.ServiceCode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only those who have to may talk to each other. */
class NetworkTest {
    private static final Set<String> FOUR =
            Set.of("identity-service", "token-service", "session-service", "oauth-service");
    private static final String TEST = "test";

    /** Without a policy, a pod takes calls of everyone. */
    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void everyWorkloadHasAPolicyInBothDirections(Scenario scenario) {
        for (Manifest workload : scenario.workloads()) {
            if (workload.is("Pod")) {
                continue;
            }
            List<Manifest> policies = policiesOf(scenario, workload);
            assertEquals(1, policies.size(), workload::toString);
            assertEquals(
                    "[\"Ingress\",\"Egress\"]",
                    policies.getFirst().spec().path("policyTypes").toString());
            policies.getFirst()
                    .spec()
                    .path("ingress")
                    .forEach(rule -> assertTrue(
                            !rule.path("from").isEmpty() && !rule.path("ports").isEmpty(),
                            () -> workload + " takes calls of everyone: " + rule));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "ha", "gateway", "existing", "external-secrets", "jvm", "native", "keda"})
    void aServiceIsCalledByThoseWhoseCodeCallsIt(String example) {
        Scenario scenario = Scenario.example(example);
        for (Manifest service : scenario.services()) {
            String name = service.podLabels().path("app.kubernetes.io/name").asText();
            Set<String> callers = FOUR.stream()
                    .filter(other -> !other.equals(name))
                    .filter(other -> ServiceCode.of(other).calls().contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
            callers.add(TEST);
            assertEquals(callers, mayReach(scenario, service, port(service, "http")));
            assertEquals(Set.of(TEST), mayReach(scenario, service, port(service, "management")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "ha", "gateway", "existing", "external-secrets", "jvm", "native", "keda"})
    void aServiceMayCallThoseWhomItsCodeCalls(String example) {
        Scenario scenario = Scenario.example(example);
        for (Manifest service : scenario.services()) {
            String name = service.podLabels().path("app.kubernetes.io/name").asText();
            Set<String> called = new TreeSet<>();
            for (JsonNode rule : policiesOf(scenario, service).getFirst().spec().path("egress")) {
                for (Manifest other : scenario.services()) {
                    if (selects(rule.path("to"), other) && has(rule.path("ports"), port(other, "http"))) {
                        called.add(
                                other.podLabels().path("app.kubernetes.io/name").asText());
                    }
                }
            }
            assertEquals(ServiceCode.of(name).calls(), called, name);
        }
    }

    @Test
    void onlyTheServicesReachRedisAndOnlyThoseWithTablesPostgreSql() {
        Scenario scenario = Scenario.example("minimal");
        Manifest redis = scenario.all("StatefulSet").getFirst();
        assertEquals(FOUR, mayReach(scenario, redis, 6379));
        Manifest policy = scenario.all("NetworkPolicy").stream()
                .filter(it -> it.name().equals("gatehouse-postgresql"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                Set.of("identity-service", "token-service", "oauth-service"),
                scenario.services().stream()
                        .filter(service -> Manifest.each(policy.spec().path("ingress")).stream()
                                .anyMatch(rule -> selects(rule.path("from"), service)))
                        .map(service -> service.podLabels()
                                .path("app.kubernetes.io/name")
                                .asText())
                        .collect(Collectors.toSet()));
    }

    /** CloudNativePG's check of isolation: the first server ends where it reaches neither Kubernetes nor the others. */
    @Test
    void theServersOfPostgreSqlReachEachOther() {
        Manifest policy = Scenario.example("ha").all("NetworkPolicy").stream()
                .filter(it -> it.name().equals("gatehouse-postgresql"))
                .findFirst()
                .orElseThrow();
        JsonNode own = policy.spec().path("podSelector");
        for (int port : List.of(5432, 8000)) {
            assertTrue(Manifest.each(policy.spec().path("ingress")).stream()
                    .anyMatch(rule -> has(rule.path("ports"), port)
                            && Manifest.each(rule.path("from")).stream()
                                    .anyMatch(peer -> peer.path("podSelector").equals(own))));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void namesAreAskedForOnBothPortsThatTheyAreKnownAt(Scenario scenario) {
        for (Manifest service : scenario.services()) {
            assertEquals(
                    "[{\"port\":53,\"protocol\":\"UDP\"},{\"port\":53,\"protocol\":\"TCP\"},"
                            + "{\"port\":5353,\"protocol\":\"UDP\"},{\"port\":5353,\"protocol\":\"TCP\"}]",
                    policiesOf(scenario, service)
                            .getFirst()
                            .spec()
                            .path("egress")
                            .get(0)
                            .path("ports")
                            .toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://collector.monitoring:4318, 4318",
        "http://10.0.0.7:4317/, 4317",
        "http://[2001:db8::7]:4317, 4317",
        "https://traces.example.com, 443",
        "http://collector.monitoring, 80"
    })
    void thePortOfTheCollectorIsThatOfItsAddress(String endpoint, int port) {
        Scenario traced = Scenario.example("minimal").with("global.tracing.endpoint", endpoint);
        for (Manifest service : traced.services()) {
            assertTrue(
                    Manifest.each(policiesOf(traced, service).getFirst().spec().path("egress")).stream()
                            .anyMatch(rule -> rule.path("ports").size() == 1 && has(rule.path("ports"), port)),
                    service::toString);
        }
    }

    /** Whoever adds to the list takes nothing from it. */
    @Test
    void onlyOAuthCallsPublicAddressesUnlessItMayNot() {
        Scenario more = Scenario.example("minimal").with("oauth-service.networkPolicy.to[0].ports[0].port", "8443");
        assertEquals(Set.of("gatehouse-oauth-service"), callPublicAddresses(more));
        assertEquals(Set.of(), callPublicAddresses(more.with("oauth-service.networkPolicy.internet", "false")));
    }

    private static Set<String> callPublicAddresses(Scenario scenario) {
        return scenario.services().stream()
                .filter(service -> policiesOf(scenario, service)
                        .getFirst()
                        .spec()
                        .path("egress")
                        .findValuesAsText("cidr")
                        .contains("0.0.0.0/0"))
                .map(Manifest::name)
                .collect(Collectors.toSet());
    }

    /** From outside the namespace: the proxy in front to what is public, who watches to the management, and Envoy. */
    @Test
    void otherNamespacesReachNoMoreThanTheyAreThereFor() {
        for (Manifest service : Scenario.example("ha").services()) {
            var foreign = new TreeSet<String>();
            for (JsonNode rule : policiesOf(Scenario.example("ha"), service)
                    .getFirst()
                    .spec()
                    .path("ingress")) {
                for (JsonNode peer : rule.path("from")) {
                    if (peer.has("namespaceSelector")) {
                        foreign.add(peer.path("namespaceSelector")
                                        .path("matchLabels")
                                        .path("kubernetes.io/metadata.name")
                                        .asText()
                                + " " + rule.path("ports").findValuesAsText("port"));
                    }
                }
            }
            var expected = new TreeSet<>(Set.of(
                    "ingress-nginx [" + port(service, "http") + "]",
                    "monitoring [" + port(service, "management") + "]"));
            if (service.name().endsWith("token-service")) {
                expected.add("envoy [9182]");
            }
            assertEquals(expected, foreign);
        }
    }

    private static List<Manifest> policiesOf(Scenario scenario, Manifest workload) {
        return scenario.all("NetworkPolicy").stream()
                .filter(policy ->
                        workload.hasPodLabels(policy.spec().path("podSelector").path("matchLabels")))
                .toList();
    }

    /** The workloads of the same namespace that a policy lets come to a port. */
    private static Set<String> mayReach(Scenario scenario, Manifest workload, int port) {
        var callers = new TreeSet<String>();
        for (JsonNode rule : policiesOf(scenario, workload).getFirst().spec().path("ingress")) {
            for (Manifest other : scenario.workloads()) {
                if (selects(rule.path("from"), other) && has(rule.path("ports"), port)) {
                    callers.add(
                            other.is("Pod")
                                    ? TEST
                                    : other.podLabels()
                                            .path("app.kubernetes.io/name")
                                            .asText());
                }
            }
        }
        return callers;
    }

    private static boolean selects(JsonNode peers, Manifest workload) {
        return Manifest.each(peers).stream()
                .anyMatch(peer -> !peer.has("namespaceSelector")
                        && workload.hasPodLabels(peer.path("podSelector").path("matchLabels")));
    }

    private static boolean has(JsonNode ports, int port) {
        return Manifest.each(ports).stream().anyMatch(it -> it.path("port").asInt() == port);
    }

    private static int port(Manifest workload, String name) {
        return Manifest.each(workload.pod().path("containers").get(0).path("ports")).stream()
                .filter(port -> port.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("containerPort")
                .asInt();
    }
}
