package dev.gatehouse.suite.setup;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metrics in Prometheus' text format, as they were read at one time. */
public final class Metrics {
    private static final Pattern SERIES = Pattern.compile("([a-zA-Z0-9_:]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z0-9_]+)=\"([^\"]*)\"");
    private static final Pattern PART = Pattern.compile("_(bucket|count|sum|max)$");

    private final Map<String, Double> values = new TreeMap<>();

    private Metrics() {}

    static Metrics read(String text) {
        var metrics = new Metrics();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher series = SERIES.matcher(line);
            if (!series.matches()) {
                throw new AssertionError("no series: " + line);
            }
            var labels = new TreeMap<String, String>();
            LABEL.matcher(series.group(2) == null ? "" : series.group(2))
                    .results()
                    .forEach(label -> labels.put(label.group(1), label.group(2)));
            metrics.values.put(series.group(1) + labels, Double.parseDouble(series.group(3)));
        });
        return metrics;
    }

    /** What a series of this service says; each has the tag {@code application}. @param labels name, value, name, value, … */
    public double value(String name, String application, String... labels) {
        var all = new TreeMap<String, String>();
        all.put("application", application);
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        Double value = values.get(name + all);
        if (value == null) {
            throw new AssertionError("there is no " + name + all);
        }
        return value;
    }

    /** The names that begin so, of a histogram its own, with the names of their tags but {@code application}. */
    public Map<String, TreeSet<String>> tags(String prefix) {
        var tags = new TreeMap<String, TreeSet<String>>();
        values.keySet().stream().filter(series -> series.startsWith(prefix)).forEach(series -> {
            int end = series.indexOf('{');
            String whole = series.substring(0, end);
            String base = PART.matcher(whole).replaceFirst("");
            boolean histogram = values.keySet().stream().anyMatch(other -> other.startsWith(base + "_count{"));
            TreeSet<String> names = tags.computeIfAbsent(histogram ? base : whole, name -> new TreeSet<>());
            Pattern.compile("[{ ]([a-z_]+)=")
                    .matcher(series.substring(end))
                    .results()
                    .map(label -> label.group(1))
                    .filter(label -> !label.equals("application") && !label.equals("le"))
                    .forEach(names::add);
        });
        return tags;
    }

    /** Whether there is a series of a name that begins so. */
    public boolean has(String prefix) {
        return values.keySet().stream().anyMatch(series -> series.startsWith(prefix));
    }
}
