package dev.gatehouse.charts.setup;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** A chart's values.schema.json. */
public final class ValuesSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private final Path file;
    private final ObjectNode schema;

    private ValuesSchema(Path file) throws IOException {
        this.file = file;
        schema = (ObjectNode) JSON.readTree(Files.readString(file));
    }

    /** Of a chart. */
    public static ValuesSchema of(String chart) throws IOException {
        return new ValuesSchema(Charts.folder(chart).resolve("values.schema.json"));
    }

    /** The whole of it. */
    public JsonNode tree() {
        return schema;
    }

    /**
     * The settings that can be given.
     *
     * @param pointer to the object whose {@code settings} they are
     */
    public Set<String> settings(String pointer) {
        var names = new TreeSet<String>();
        listed(pointer).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Lists other settings. */
    public void list(String pointer, Set<String> names) throws IOException {
        ObjectNode listed = (ObjectNode) listed(pointer);
        listed.removeAll();
        names.forEach(name -> listed.putObject(name).put("$ref", "#/$defs/setting"));
        var printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(INDENTER)
                .withArrayIndenter(INDENTER);
        Files.writeString(file, JSON.writer(printer).writeValueAsString(schema) + "\n");
    }

    private JsonNode listed(String pointer) {
        return schema.at(pointer + "/properties/settings/properties");
    }
}
