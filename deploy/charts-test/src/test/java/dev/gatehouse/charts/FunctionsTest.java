package dev.gatehouse.charts;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.charts.setup.Charts;
import dev.gatehouse.charts.setup.Manifest;
import dev.gatehouse.charts.setup.Scenario;
import dev.gatehouse.charts.setup.ServiceCode;
import dev.gatehouse.launcher.proxy.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions of AWS Lambda are public, and are told, what the services of a cluster are. */
class FunctionsTest {
    private static final JsonNode TEMPLATE = Charts.read(Charts.projectRoot().resolve("deploy/lambda/template.yaml"));
    private static final JsonNode RESOURCES = TEMPLATE.path("Resources");
    private static final String SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String CUSTOM_RUNTIME = "DISABLE_SIGNAL_HANDLERS";

    @Test
    void thePublicApiHasTheTableOfTheProxy() {
        var expected = new TreeMap<String, String>();
        Route.table().forEach(route -> {
            String service = route.upstream().name().toLowerCase(Locale.ROOT) + "-service";
            expected.put(route.prefix(), service);
            expected.put(route.prefix() + "/{proxy+}", service);
        });
        var table = new TreeMap<String, String>();
        Charts.SERVICES.forEach(service -> events(service).values().forEach(event -> {
            JsonNode properties = event.path("Properties");
            if (properties.path("ApiId").path("Ref").asText().equals("Public")) {
                assertEquals("HttpApi", event.path("Type").asText());
                assertEquals("ANY", properties.path("Method").asText());
                assertNull(table.put(properties.path("Path").asText(), service));
            }
        }));
        assertEquals(expected, table);
    }

    /** An event without a path is all paths: only where nobody comes without a certificate. */
    @Test
    void nothingInternalIsPublic() {
        for (String service : Charts.SERVICES) {
            for (JsonNode event : events(service).values()) {
                JsonNode properties = event.path("Properties");
                String api = properties.path("ApiId").path("Ref").asText();
                if (event.path("Type").asText().equals("ScheduleV2")) {
                    continue;
                }
                if (api.equals("Public")) {
                    String path = properties.path("Path").asText();
                    assertTrue(path.matches("/[a-z.][a-z0-9./_-]*(/\\{proxy\\+})?"), path);
                    assertFalse(
                            path.startsWith("/internal") || path.startsWith("/q") || path.startsWith("/awake"), path);
                } else {
                    JsonNode internal = RESOURCES.path(api).path("Properties");
                    assertTrue(
                            internal.path("Domain")
                                    .path("MutualTlsAuthentication")
                                    .has("TruststoreUri"),
                            api);
                    assertEquals(
                            service.replace("-service", ".${InternalDomain}"),
                            internal.path("Domain")
                                    .path("DomainName")
                                    .path("Fn::Sub")
                                    .asText());
                }
            }
            assertFalse(function(service).path("Properties").has("FunctionUrlConfig"));
        }
    }

    /** Its other address would be a way round the domain's certificate. */
    @Test
    void anApiIsReachedByItsDomainAlone() {
        List<JsonNode> apis = Manifest.each(RESOURCES).stream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::Serverless::HttpApi"))
                .toList();
        assertEquals(5, apis.size());
        for (JsonNode api : apis) {
            assertTrue(api.path("Properties").path("DisableExecuteApiEndpoint").asBoolean());
            assertEquals(
                    "TLS_1_2",
                    api.path("Properties").path("Domain").path("SecurityPolicy").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity-service", "token-service", "session-service", "oauth-service"})
    void aFunctionIsToldWhatItsServiceKnowsAndNeeds(String service) {
        Map<String, String> environment = environment(service);
        assertEquals("true", environment.remove(CUSTOM_RUNTIME));
        ServiceCode code = ServiceCode.of(service);
        assertDoesNotThrow(() -> code.start(environment));
        var unknown = new TreeSet<>(environment.keySet());
        unknown.removeAll(code.settings());
        unknown.removeAll(code.variables());
        unknown.removeAll(Set.of("GATEHOUSE_ISSUER"));
        unknown.removeIf(name -> name.startsWith("QUARKUS_"));
        assertEquals(Set.of(), unknown);
    }

    /** The same secrets as in a cluster, from the same places of a store. */
    @ParameterizedTest
    @ValueSource(strings = {"identity-service", "token-service", "session-service", "oauth-service"})
    void itsSecretsAreThoseOfTheChart(String service) {
        Map<String, String> chart = Manifest.each(Scenario.example("minimal").services().stream()
                        .filter(workload -> workload.name().endsWith(service))
                        .findFirst()
                        .orElseThrow()
                        .pod()
                        .path("containers")
                        .get(0)
                        .path("env"))
                .stream()
                .filter(variable -> variable.has("valueFrom"))
                .collect(toMap(variable -> variable.path("name").asText(), variable -> {
                    JsonNode reference = variable.path("valueFrom").path("secretKeyRef");
                    return "{{resolve:secretsmanager:"
                            + reference.path("name").asText().replaceFirst("-", "/") + ":SecretString:"
                            + reference.path("key").asText() + "}}";
                }));
        Map<String, String> secrets = variables(service).entrySet().stream()
                .filter(variable -> variable.getValue().asText().startsWith("{{resolve:"))
                .filter(variable -> !variable.getKey().startsWith("GATEHOUSE_PEERS_"))
                .collect(
                        toMap(Map.Entry::getKey, variable -> variable.getValue().asText()));
        assertEquals(new TreeMap<>(chart), new TreeMap<>(secrets));
    }

    /** A restored snapshot would have the randomness and the memory of another function, and of another time. */
    @Test
    void noFunctionIsStartedFromASnapshot() {
        assertFalse(TEMPLATE.toString().contains("SnapStart"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity-service", "token-service", "session-service", "oauth-service"})
    void aScheduleWakesWhatNobodyCalls(String service) throws Exception {
        JsonNode schedule = function(service)
                .path("Properties")
                .path("Events")
                .path("Awake")
                .path("Properties");
        JsonNode event = new ObjectMapper().readTree(schedule.path("Input").asText());
        assertEquals("/awake", event.path("rawPath").asText());
        assertEquals(
                "POST", event.path("requestContext").path("http").path("method").asText());
    }

    private static JsonNode function(String service) {
        return Manifest.each(RESOURCES).stream()
                .filter(resource -> resource.path("Properties")
                        .path("CodeUri")
                        .asText()
                        .equals("../../" + service + "/target/function.zip"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, JsonNode> events(String service) {
        return members(function(service).path("Properties").path("Events"));
    }

    private static Map<String, JsonNode> variables(String service) {
        var variables = new LinkedHashMap<>(members(
                TEMPLATE.path("Globals").path("Function").path("Environment").path("Variables")));
        variables.putAll(
                members(function(service).path("Properties").path("Environment").path("Variables")));
        return variables;
    }

    /** As CloudFormation makes it, of values that are of their kinds. */
    private static Map<String, String> environment(String service) {
        return variables(service).entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, variable -> {
            JsonNode value = variable.getValue();
            if (value.has("Fn::Sub")) {
                return value.path("Fn::Sub").asText().replace("${InternalDomain}", "internal.example.com");
            }
            if (value.has("Ref")) {
                assertTrue(TEMPLATE.path("Parameters").has(value.path("Ref").asText()));
                return Charts.ISSUER;
            }
            return value.asText().startsWith("{{resolve:") ? SECRET : value.asText();
        }));
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        var members = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
