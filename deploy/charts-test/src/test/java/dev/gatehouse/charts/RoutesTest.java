package dev.gatehouse.charts;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.charts.setup.Charts;
import dev.gatehouse.charts.setup.Manifest;
import dev.gatehouse.charts.setup.Scenario;
import dev.gatehouse.launcher.proxy.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is public in a cluster is what is public on one machine, and nothing else. */
class RoutesTest {
    /** The launcher's proxy, by the names that the services have in a cluster. */
    private static final Map<String, String> PROXY = Route.table().stream()
            .collect(toMap(
                    Route::prefix,
                    route -> Charts.RELEASE + "-" + route.upstream().name().toLowerCase(Locale.ROOT) + "-service"));

    @Test
    void theIngressHasTheTableOfTheProxy() {
        Manifest ingress = Scenario.example("minimal").all("Ingress").getFirst();
        var table = new TreeMap<String, String>();
        JsonNode rules = ingress.spec().path("rules");
        assertEquals(1, rules.size());
        assertEquals("login.example.com", rules.get(0).path("host").asText());
        for (JsonNode path : rules.get(0).path("http").path("paths")) {
            assertEquals("Prefix", path.path("pathType").asText());
            table.put(
                    path.path("path").asText(),
                    path.path("backend").path("service").path("name").asText());
        }
        assertEquals(new TreeMap<>(PROXY), table);
        assertEquals(
                "login.example.com",
                ingress.spec().path("tls").get(0).path("hosts").get(0).asText());
    }

    @Test
    void theHttpRouteHasTheTableOfTheProxy() {
        Manifest route = Scenario.example("gateway").all("HTTPRoute").getFirst();
        var table = new TreeMap<String, String>();
        for (JsonNode rule : route.spec().path("rules")) {
            assertEquals(1, rule.path("backendRefs").size());
            for (JsonNode match : rule.path("matches")) {
                assertEquals("PathPrefix", match.path("path").path("type").asText());
                assertEquals(1, match.size(), "a match is by the path alone");
                table.put(
                        match.path("path").path("value").asText(),
                        rule.path("backendRefs").get(0).path("name").asText());
            }
        }
        assertEquals(new TreeMap<>(PROXY), table);
        assertEquals("login.example.com", route.spec().path("hostnames").get(0).asText());
    }

    /** The gateway inside the cluster goes by the host; so that is what tells the services apart there. */
    @Test
    void withKnativeTheHostSaysWhichService() {
        Manifest route = Scenario.example("knative").all("HTTPRoute").getFirst();
        var table = new TreeMap<String, String>();
        for (JsonNode rule : route.spec().path("rules")) {
            assertEquals(
                    "kourier-internal",
                    rule.path("backendRefs").get(0).path("name").asText());
            String host = Manifest.each(rule.path("filters")).stream()
                    .map(filter -> filter.path("urlRewrite").path("hostname").asText())
                    .filter(name -> !name.isEmpty())
                    .findFirst()
                    .orElseThrow();
            assertTrue(host.endsWith(".login.svc.cluster.local"), host);
            rule.path("matches")
                    .forEach(match ->
                            table.put(match.path("path").path("value").asText(), host.substring(0, host.indexOf('.'))));
        }
        assertEquals(new TreeMap<>(PROXY), table);
        assertEquals(List.of(), Scenario.example("knative").all("Ingress"));
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#together")
    void nothingInternalIsRouted(Scenario scenario) {
        List<JsonNode> routes = scenario.manifests().stream()
                .filter(manifest -> manifest.is("Ingress") || manifest.is("HTTPRoute"))
                .map(Manifest::object)
                .toList();
        assertEquals(1, routes.size());
        String route = routes.getFirst().toString();
        for (String forbidden :
                List.of("/internal", "\"/q", "\"/\"", "management", ":908", "Exact", "RegularExpression")) {
            assertFalse(route.contains(forbidden), forbidden);
        }
    }

    /** What /verify says of the caller, no caller may say of itself. */
    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#together")
    void anHttpRouteDropsWhatOnlyAProxyMaySay(Scenario scenario) {
        for (Manifest route : scenario.all("HTTPRoute")) {
            for (JsonNode rule : route.spec().path("rules")) {
                List<String> dropped =
                        Manifest.each(rule.path("filters")
                                        .get(0)
                                        .path("requestHeaderModifier")
                                        .path("remove"))
                                .stream()
                                .map(name -> name.asText().toLowerCase(Locale.ROOT))
                                .toList();
                assertTrue(dropped.containsAll(List.of("forwarded", "x-real-ip", "x-auth-subject", "x-auth-scope")));
                assertEquals(
                        "[{\"name\":\"X-Forwarded-Host\",\"value\":\"login.example.com\"}]",
                        rule.path("filters")
                                .get(0)
                                .path("requestHeaderModifier")
                                .path("set")
                                .toString());
            }
        }
    }

    /** As an issuer has it: with its port, where it has one. */
    @Test
    void theHostThatAnHttpRouteTellsHasThePort() {
        Scenario scenario = Scenario.example("gateway").with("global.issuer", "https://login.example.com:8443");
        assertEquals(
                "login.example.com:8443",
                scenario.all("HTTPRoute")
                        .getFirst()
                        .spec()
                        .findValue("set")
                        .get(0)
                        .path("value")
                        .asText());
    }

    /** A header that the proxy neither sets nor drops would let anyone claim any certificate. */
    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Scenario#together")
    void aCertificateIsBelievedInTheHeaderThatTheIngressSets(Scenario scenario) {
        for (JsonNode variable : variables(scenario, "GATEHOUSE_CERTIFICATE_HEADER")) {
            assertEquals("ssl-client-cert", variable.path("value").asText());
            JsonNode annotations =
                    scenario.all("Ingress").getFirst().object().path("metadata").path("annotations");
            String nginx = "nginx.ingress.kubernetes.io/auth-tls-";
            assertFalse(annotations.path(nginx + "secret").asText().isEmpty());
            assertEquals("optional", annotations.path(nginx + "verify-client").asText());
            assertEquals(
                    "true",
                    annotations.path(nginx + "pass-certificate-to-upstream").asText());
        }
    }

    /** So that the test before has something to look at. */
    @Test
    void oneExampleBelievesCertificates() {
        assertEquals(
                4,
                variables(Scenario.example("ha"), "GATEHOUSE_CERTIFICATE_HEADER")
                        .size());
    }

    @Test
    void whereAnIngressRefusesADotThePathsCanBeOfAnotherType() {
        Scenario scenario = Scenario.example("minimal").with("ingress.pathType", "ImplementationSpecific");
        assertEquals(
                Set.of("ImplementationSpecific"),
                Set.copyOf(scenario.all("Ingress").getFirst().spec().findValuesAsText("pathType")));
    }

    private static List<JsonNode> variables(Scenario scenario, String name) {
        return scenario.services().stream()
                .flatMap(service ->
                        Manifest.each(service.pod().path("containers").get(0).path("env")).stream())
                .filter(variable -> variable.path("name").asText().equals(name))
                .toList();
    }
}
