package dev.gatehouse.charts.setup;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A chart's values.yaml, with what its comments say of each value. */
public final class ValuesFile {
    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z0-9_-]+):(.*)$");
    private static final Pattern COMMENT = Pattern.compile("^ *# (.*)$");

    private final List<Value> values = new ArrayList<>();
    private final List<String> undocumented = new ArrayList<>();

    private ValuesFile(Path file) {
        JsonNode tree = Charts.read(file);
        Deque<Level> levels = new ArrayDeque<>();
        String comment = "";
        for (String line : lines(file)) {
            Matcher said = COMMENT.matcher(line);
            Matcher key = KEY.matcher(line);
            if (said.matches()) {
                comment = comment.isEmpty() ? said.group(1) : comment + " " + said.group(1);
                continue;
            }
            if (!key.matches()) {
                continue;
            }
            int indent = key.group(1).length();
            while (!levels.isEmpty() && levels.peek().indent >= indent) {
                levels.pop();
            }
            Level parent = levels.peek();
            List<String> path = new ArrayList<>(parent == null ? List.of() : parent.path);
            path.add(key.group(2));
            boolean documented = parent != null && parent.documented;
            if (!documented && !comment.isEmpty()) {
                values.add(new Value(String.join(".", path), comment, at(tree, path)));
                documented = true;
            } else if (!documented && !at(tree, path).isObject()) {
                undocumented.add(String.join(".", path));
            }
            levels.push(new Level(indent, path, documented));
            comment = "";
        }
    }

    /** Of a chart. */
    public static ValuesFile of(String chart) {
        return new ValuesFile(Charts.folder(chart).resolve("values.yaml"));
    }

    /** Those that no comment is above, nor above what they belong to. */
    public List<String> undocumented() {
        return undocumented;
    }

    /** A table for people, in Markdown. */
    public String table() {
        return values.stream().map(Value::row).collect(Collectors.joining("", """
            | value | default | is |
            | --- | --- | --- |
            """, ""));
    }

    private static JsonNode at(JsonNode tree, List<String> path) {
        JsonNode at = tree;
        for (String key : path) {
            at = at.path(key);
        }
        return at;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Level(int indent, List<String> path, boolean documented) {}

    private record Value(String path, String comment, JsonNode initial) {
        String row() {
            String shown = initial.isTextual() ? initial.asText() : initial.toString();
            return "| `" + path + "` | " + (shown.isEmpty() ? "" : "`" + shown.replace("|", "\\|") + "`") + " | "
                    + comment.replace("|", "\\|").replace("<", "&lt;") + " |\n";
        }
    }
}
