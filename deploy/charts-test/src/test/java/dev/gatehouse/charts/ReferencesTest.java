package dev.gatehouse.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.charts.setup.Charts;
import dev.gatehouse.charts.setup.Manifest;
import dev.gatehouse.charts.setup.Scenario;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an object names is there: rendered with it, or said by the values to be there already. */
class ReferencesTest {
    /** What CloudNativePG makes for a cluster. */
    private static final String AUTHORITY = Charts.RELEASE + "-postgresql-ca";

    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void everySecretAndConfigMapIsThere(Scenario scenario) {
        Set<String> existing = scenario.existing();
        List<Manifest> secrets = scenario.manifests().stream()
                .filter(manifest -> manifest.is("Secret") || manifest.is("ExternalSecret"))
                .toList();
        for (Manifest workload : scenario.workloads()) {
            for (JsonNode reference : workload.pod().findValues("secretKeyRef")) {
                String name = reference.path("name").asText();
                assertTrue(
                        existing.contains(name)
                                || secrets.stream()
                                        .anyMatch(secret -> secret.name().equals(name)
                                                && secret.keys()
                                                        .contains(reference
                                                                .path("key")
                                                                .asText())),
                        () -> workload + " needs " + reference);
            }
            for (JsonNode volume : workload.pod().path("volumes")) {
                String secret = volume.path("secret").path("secretName").asText();
                assertTrue(
                        secret.isEmpty()
                                || existing.contains(secret)
                                || (secret.equals(AUTHORITY)
                                        && !scenario.all("Cluster").isEmpty()),
                        () -> workload + " needs " + secret);
                String map = volume.path("configMap").path("name").asText();
                assertTrue(
                        map.isEmpty() || existing.contains(map) || named(scenario, "ConfigMap", map) != null,
                        () -> workload + " needs " + map);
            }
        }
        for (Manifest cluster : scenario.all("Cluster")) {
            for (JsonNode role : cluster.spec().path("managed").path("roles")) {
                String name = role.path("passwordSecret").path("name").asText();
                assertTrue(secrets.stream()
                        .anyMatch(secret -> secret.name().equals(name)
                                && secret.keys().containsAll(Set.of("username", "password"))));
            }
        }
    }

    /** A secret that says it is there is not made as well, and one that a store fills is not made up. */
    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void noSecretIsMadeTwice(Scenario scenario) {
        List<String> made = scenario.manifests().stream()
                .filter(manifest -> manifest.is("Secret") || manifest.is("ExternalSecret"))
                .map(Manifest::name)
                .toList();
        assertEquals(made.size(), Set.copyOf(made).size());
        scenario.existing().forEach(name -> assertFalse(made.contains(name), name));
        if (!scenario.all("ExternalSecret").isEmpty()) {
            assertEquals(List.of(), scenario.all("Secret"));
        }
    }

    /** A store that knows nothing of a mail server is not asked for it. */
    @Test
    void theStoreIsAskedForTheMailServerWhereMailsAreSent() {
        Scenario mails = Scenario.example("external-secrets");
        assertTrue(named(mails, "ExternalSecret", "gatehouse-identity-service-mail") != null);
        Scenario none = mails.with("identity-service.mail.from", "");
        assertTrue(named(none, "ExternalSecret", "gatehouse-identity-service-mail") == null);
    }

    /** Only the chart's own server asks for the password by itself. */
    @Test
    void ofAnotherRedisTheStoreIsAskedForTheUrlAlone() {
        Scenario own = Scenario.example("external-secrets");
        assertEquals(Set.of("password", "url"), keys(own));
        assertEquals(Set.of("url"), keys(own.with("global.redis.server", "false")));
    }

    private static Set<String> keys(Scenario scenario) {
        return Objects.requireNonNull(named(scenario, "ExternalSecret", "gatehouse-redis"))
                .keys();
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void everyServiceHasPodsAndPorts(Scenario scenario) {
        for (Manifest service : scenario.all("Service")) {
            List<Manifest> behind = scenario.workloads().stream()
                    .filter(workload -> workload.hasPodLabels(service.spec().path("selector")))
                    .toList();
            assertEquals(1, behind.size(), service::toString);
            for (JsonNode port : service.spec().path("ports")) {
                assertTrue(
                        containerPorts(behind.getFirst()).stream()
                                .anyMatch(it -> it.path("name").equals(port.path("targetPort"))
                                        && it.path("containerPort").equals(port.path("port"))),
                        () -> service + " " + port);
            }
            // Health and metrics have a Service of their own, which nothing routes to.
            assertEquals(
                    service.name().endsWith("-management"),
                    service.spec().path("ports").toString().contains("management"));
        }
        for (Manifest set : scenario.all("StatefulSet")) {
            assertTrue(named(scenario, "Service", set.spec().path("serviceName").asText()) != null);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#all")
    void everyRouteMonitorAndScalerHasItsTarget(Scenario scenario) {
        scenario.all("Ingress")
                .forEach(ingress -> ingress.spec().findValues("service").forEach(backend -> {
                    Manifest service =
                            named(scenario, "Service", backend.path("name").asText());
                    assertTrue(service != null
                            && hasPort(service, "port", backend.path("port").path("number")));
                }));
        scenario.all("HTTPRoute").stream()
                .filter(route -> scenario.workloads().stream().noneMatch(Manifest::isKnative))
                .forEach(route -> route.spec()
                        .findValues("backendRefs")
                        .forEach(refs -> refs.forEach(backend -> {
                            Manifest service = named(
                                    scenario, "Service", backend.path("name").asText());
                            assertTrue(service != null && hasPort(service, "port", backend.path("port")));
                        })));
        for (Manifest monitor : scenario.all("ServiceMonitor")) {
            JsonNode labels = monitor.spec().path("selector").path("matchLabels");
            List<Manifest> watched = scenario.all("Service").stream()
                    .filter(service -> labels.properties().stream()
                            .allMatch(label -> label.getValue()
                                    .equals(service.object()
                                            .path("metadata")
                                            .path("labels")
                                            .path(label.getKey()))))
                    .toList();
            assertEquals(1, watched.size(), monitor::toString);
            JsonNode endpoint = monitor.spec().path("endpoints").get(0);
            assertTrue(hasPort(watched.getFirst(), "name", endpoint.path("port")));
            assertEquals("/q/metrics", endpoint.path("path").asText());
        }
        scenario.manifests().stream()
                .filter(it -> it.is("HorizontalPodAutoscaler") || it.is("ScaledObject"))
                .forEach(scaler -> assertTrue(
                        named(
                                        scenario,
                                        "Deployment",
                                        scaler.spec()
                                                .path("scaleTargetRef")
                                                .path("name")
                                                .asText())
                                != null,
                        scaler::toString));
        for (Manifest workload : scenario.services()) {
            assertTrue(named(
                            scenario,
                            "ServiceAccount",
                            workload.pod().path("serviceAccountName").asText())
                    != null);
        }
    }

    /** Addresses of the other services lead to Services, at the port that they serve. */
    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#together")
    void peersAreWhereTheyAreLookedFor(Scenario scenario) {
        for (Manifest workload : scenario.services()) {
            List<String> urls = Manifest.each(
                            workload.pod().path("containers").get(0).path("env"))
                    .stream()
                    .filter(variable -> variable.path("name").asText().endsWith("_URL")
                            && variable.path("name").asText().startsWith("GATEHOUSE_"))
                    .map(variable -> variable.path("value").asText())
                    .toList();
            assertEquals(4, urls.size());
            for (String url : urls) {
                URI address = URI.create(url);
                String name = address.getHost().replace(".login.svc.cluster.local", "");
                assertTrue(
                        scenario.manifests().stream()
                                .anyMatch(it -> it.name().equals(name) && serves(it, address.getPort())),
                        url);
            }
        }
    }

    /** Knative Services serve the port of http itself. */
    private static boolean serves(Manifest manifest, int port) {
        return manifest.isKnative()
                ? port == -1
                : manifest.is("Service")
                        && manifest.spec().path("ports").get(0).path("port").asInt() == port;
    }

    private static boolean hasPort(Manifest service, String by, JsonNode value) {
        return Manifest.each(service.spec().path("ports")).stream()
                .anyMatch(port -> port.path(by).equals(value));
    }

    private static List<JsonNode> containerPorts(Manifest workload) {
        return Manifest.each(workload.pod().path("containers")).stream()
                .flatMap(container -> Manifest.each(container.path("ports")).stream())
                .toList();
    }

    private static @Nullable Manifest named(Scenario scenario, String kind, String name) {
        return scenario.all(kind).stream()
                .filter(manifest -> manifest.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
