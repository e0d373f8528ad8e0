package dev.gatehouse.charts.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics that deploy/docs/observability.md tells of, and which of them an expression of Prometheus asks for. */
public final class KnownMetrics {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");
    /** Labels, ranges, and lists of labels are none. */
    private static final Pattern ASIDE = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring|group_left|group_right) *\\([^)]*\\)");
    /** A name that is not called. */
    private static final Pattern NAME = Pattern.compile("\\b[a-z][a-z_]*[a-z]\\b(?! *\\()");

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");
    private static final Pattern PART = Pattern.compile("_(bucket|count|sum|max)$");

    private KnownMetrics() {}

    /** As they are told of. */
    public static Set<String> all() throws IOException {
        return ROW.matcher(Files.readString(Charts.projectRoot().resolve("deploy/docs/observability.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of an expression; of a histogram, and of a timer, by its own name. */
    public static Set<String> of(String expression) throws IOException {
        Set<String> known = all();
        var names = new TreeSet<String>();
        Matcher name = NAME.matcher(ASIDE.matcher(expression).replaceAll(" "));
        while (name.find()) {
            String whole = name.group();
            String base = PART.matcher(whole).replaceFirst("");
            if (!WORDS.contains(whole)) {
                names.add(!known.contains(whole) && known.contains(base) ? base : whole);
            }
        }
        return names;
    }
}
