package dev.gatehouse.lambda.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the template tells each function. */
final class Template {
    private static final String SECRET = "{{resolve:secretsmanager:";
    private final JsonNode template;

    Template(Path file) throws IOException {
        template = new ObjectMapper()
                .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
    }

    /**
     * The environment of a service's function.
     *
     * @param parameters values for the template's own
     * @param secrets by the names of the variables that they go into
     */
    Map<String, String> environment(String service, Map<String, String> parameters, Map<String, String> secrets) {
        var environment = new HashMap<String, String>();
        JsonNode common = template.path("Globals").path("Function");
        for (JsonNode told : new JsonNode[] {common, function(service)}) {
            told.path("Environment")
                    .path("Variables")
                    .properties()
                    .forEach(variable -> environment.put(
                            variable.getKey(), resolved(variable.getKey(), variable.getValue(), parameters, secrets)));
        }
        return environment;
    }

    /** What the schedule of a service's function tells it. */
    String awake(String service) {
        return function(service)
                .path("Events")
                .path("Awake")
                .path("Properties")
                .path("Input")
                .asText();
    }

    private JsonNode function(String service) {
        for (JsonNode resource : template.path("Resources")) {
            if (resource.path("Properties").path("CodeUri").asText().contains("/" + service + "/")) {
                return resource.path("Properties");
            }
        }
        throw new AssertionError("the template has no " + service);
    }

    private static String resolved(
            String name, JsonNode value, Map<String, String> parameters, Map<String, String> secrets) {
        String text = value.asText();
        if (value.has("Ref")) {
            text = "${" + value.path("Ref").asText() + "}";
        } else if (value.has("Fn::Sub")) {
            text = value.path("Fn::Sub").asText();
        } else if (text.startsWith(SECRET)) {
            text = secrets.getOrDefault(name, "");
        }
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            text = text.replace("${" + parameter.getKey() + "}", parameter.getValue());
        }
        return text;
    }
}
