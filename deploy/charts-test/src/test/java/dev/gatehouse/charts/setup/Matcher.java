package dev.gatehouse.charts.setup;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an expression of Prometheus asks of one label of a metric.
 *
 * @param metric of a histogram, and of a timer, with its part: {@code _bucket}
 */
public record Matcher(String metric, String label, String operator, String value) {
    private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\{((?:[^\"}]|\"[^\"]*\")*)}");
    private static final Pattern PAIR = Pattern.compile("([a-z_]+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

    private static final Pattern LIST = Pattern.compile("([^(|]*)\\(([^()]*\\|[^()]*)\\)([^(|]*)");

    /** All in an expression. */
    public static List<Matcher> in(String expression) {
        return SELECTOR.matcher(expression)
                .results()
                .flatMap(selector -> PAIR.matcher(selector.group(2))
                        .results()
                        .map(pair -> new Matcher(selector.group(1), pair.group(1), pair.group(2), pair.group(3))))
                .toList();
    }

    /** One for each value that it lists: of a regular expression, those between bars. */
    public List<Matcher> each() {
        if (!operator.endsWith("~") || !value.contains("|")) {
            return List.of(this);
        }
        java.util.regex.Matcher list = LIST.matcher(value);
        String before = list.matches() ? list.group(1) : "";
        String listed = list.matches() ? list.group(2) : value;
        String after = list.matches() ? list.group(3) : "";
        return Arrays.stream(listed.split("\\|"))
                .map(one -> new Matcher(metric, label, operator, before + one + after))
                .toList();
    }

    /** Whether it takes that value of the label. */
    public boolean takes(String candidate) {
        return switch (operator) {
            case "=" -> candidate.equals(value);
            case "!=" -> !candidate.equals(value);
            case "=~" -> candidate.matches(value);
            default -> !candidate.matches(value);
        };
    }
}
