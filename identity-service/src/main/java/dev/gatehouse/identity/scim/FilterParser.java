package dev.gatehouse.identity.scim;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads filters and paths (RFC 7644, figure 1); pure. Length, depth and number of terms have bounds. */
final class FilterParser {
    private static final int LONGEST = 2000;
    private static final int DEEPEST = 20;
    private static final int MOST = 100;
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";
    /** Text loops over its escapes alone: each turn of a group takes stack. */
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*([()\\[\\]]" + "|\"[^\"\\\\\\p{Cntrl}]*+(?:\\\\.[^\"\\\\\\p{Cntrl}]*+)*+\"" + "|[A-Za-z0-9_$.:+-]++)");

    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z$][a-z0-9_$-]*(\\.[a-z$][a-z0-9_$-]*)?");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,9})?");
    private final List<String> tokens;
    private int at;
    private int terms;

    private FilterParser(List<String> tokens) {
        this.tokens = tokens;
    }

    static Filter filter(String text) throws ScimRefusal {
        var parser = new FilterParser(tokens(text));
        Filter filter = parser.or(0, false);
        parser.demand(parser.at == parser.tokens.size(), "the filter goes on after its end");
        return filter;
    }

    /** The path of a patch: an attribute, with a filter and a part where there are such. */
    static PatchPath path(String text) throws ScimRefusal {
        try {
            int open = text.indexOf('[');
            if (open < 0) {
                String[] names = attribute(text.strip()).split("\\.", 2);
                return new PatchPath(names[0], null, names.length > 1 ? names[1] : null);
            }
            int close = text.lastIndexOf(']');
            if (close < open) {
                throw ScimRefusal.path("the bracket is not closed");
            }
            String name = attribute(text.substring(0, open).strip());
            Filter filter = filter(text.substring(open + 1, close));
            String rest = text.substring(close + 1).strip();
            if (rest.isEmpty()) {
                return new PatchPath(name, filter, null);
            }
            if (!rest.startsWith(".") || name.contains(".")) {
                throw ScimRefusal.path("a part begins with a dot");
            }
            return new PatchPath(name, filter, attribute(rest.substring(1)));
        } catch (ScimRefusal e) {
            throw ScimRefusal.path(e.detail());
        }
    }

    private static List<String> tokens(String text) throws ScimRefusal {
        if (text.length() > LONGEST) {
            throw ScimRefusal.filter("the filter is longer than " + LONGEST + " characters");
        }
        String trimmed = text.stripTrailing();
        var tokens = new ArrayList<String>();
        Matcher matcher = TOKEN.matcher(trimmed);
        int at = 0;
        while (at < trimmed.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw ScimRefusal.filter("the filter cannot be read from character " + (at + 1) + " on");
            }
            tokens.add(matcher.group(1));
            at = matcher.end();
        }
        return tokens;
    }

    private Filter or(int depth, boolean inside) throws ScimRefusal {
        demand(depth <= DEEPEST, "the filter is nested more than " + DEEPEST + " deep");
        var any = new ArrayList<Filter>(List.of(and(depth, inside)));
        while (taken("or")) {
            any.add(and(depth, inside));
        }
        return any.size() == 1 ? any.getFirst() : new Filter.Or(List.copyOf(any));
    }

    private Filter and(int depth, boolean inside) throws ScimRefusal {
        var all = new ArrayList<Filter>(List.of(term(depth, inside)));
        while (taken("and")) {
            all.add(term(depth, inside));
        }
        return all.size() == 1 ? all.getFirst() : new Filter.And(List.copyOf(all));
    }

    private Filter term(int depth, boolean inside) throws ScimRefusal {
        demand(++terms <= MOST, "the filter has more than " + MOST + " terms");
        if (taken("(")) {
            return closed(depth, inside, ")");
        }
        String name = next();
        if (name.equalsIgnoreCase("not") && taken("(")) {
            return new Filter.Not(closed(depth, inside, ")"));
        }
        String attribute = attribute(name);
        if (taken("[")) {
            demand(!inside, "a filter of values has none inside");
            return new Filter.OfOne(attribute, closed(depth, true, "]"));
        }
        String op = next().toLowerCase(Locale.ROOT);
        if (op.equals("pr")) {
            return new Filter.Present(attribute);
        }
        for (Filter.Op each : Filter.Op.values()) {
            if (each.name().equals(op)) {
                return new Filter.Compare(attribute, each, value(next()));
            }
        }
        throw ScimRefusal.filter(op + " is not an operator");
    }

    private Filter closed(int depth, boolean inside, String bracket) throws ScimRefusal {
        Filter filter = or(depth + 1, inside);
        demand(taken(bracket), bracket + " is missing");
        return filter;
    }

    /** The attribute's own name, where the name of the schema before it is one of the core. */
    static String withoutSchema(String name) {
        boolean core = name.regionMatches(true, 0, CORE, 0, CORE.length());
        return core ? name.substring(name.lastIndexOf(':') + 1) : name;
    }

    private static String attribute(String name) throws ScimRefusal {
        String own = withoutSchema(name).toLowerCase(Locale.ROOT);
        if (!ATTRIBUTE.matcher(own).matches()) {
            throw ScimRefusal.filter("an attribute is expected where there is " + name);
        }
        return own;
    }

    private static Filter.Value value(String token) throws ScimRefusal {
        if (token.startsWith("\"")) {
            return new Filter.Text(unescaped(token.substring(1, token.length() - 1)));
        }
        if (NUMBER.matcher(token).matches()) {
            return new Filter.Number(new BigDecimal(token));
        }
        return switch (token.toLowerCase(Locale.ROOT)) {
            case "true" -> new Filter.Bool(true);
            case "false" -> new Filter.Bool(false);
            case "null" -> new Filter.Null();
            default -> throw ScimRefusal.filter(token + " is not a value; text has quotes");
        };
    }

    /** As JSON's strings (RFC 8259, section 7). */
    private static String unescaped(String text) throws ScimRefusal {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case '"', '\\', '/' -> plain.append(escaped);
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'u' -> {
                    String hex = text.length() < i + 5 ? "" : text.substring(i + 1, i + 5);
                    if (!hex.matches("[0-9A-Fa-f]{4}")) {
                        throw ScimRefusal.filter("\\u needs four hexadecimal digits");
                    }
                    plain.append((char) Integer.parseInt(hex, 16));
                    i += 4;
                }
                default -> throw ScimRefusal.filter("\\" + escaped + " means nothing");
            }
        }
        return plain.toString();
    }

    private String next() throws ScimRefusal {
        demand(at < tokens.size(), "the filter ends too soon");
        return tokens.get(at++);
    }

    private boolean taken(String token) {
        boolean there = at < tokens.size() && tokens.get(at).equalsIgnoreCase(token);
        at += there ? 1 : 0;
        return there;
    }

    private void demand(boolean condition, @Nullable String detail) throws ScimRefusal {
        if (!condition) {
            throw ScimRefusal.filter(String.valueOf(detail));
        }
    }
}
