package dev.gatehouse.suite.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of SQL.
 *
 * @param code in lower case, each space alone, without comments, the contents of strings and the bodies of functions
 * @param remarks the comments before and within it
 */
public record Statement(String code, List<String> remarks) {
    /** A comment to the end of its line, one between marks, a string, a quoted body; the end of a statement, or anything. */
    private static final Pattern PART = Pattern.compile(
            "--(?<line>[^\\n]*)|/\\*(?<block>.*?)\\*/|(?<string>'(?:[^']|'')*')"
                    + "|(?<tag>\\$[a-z_]*\\$).*?\\k<tag>|(?<end>;)|(?<other>.)",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /** Those of a file, in their order. */
    public static List<Statement> of(String sql) {
        var statements = new ArrayList<Statement>();
        var code = new StringBuilder();
        var remarks = new ArrayList<String>();
        Matcher parts = PART.matcher(sql);
        while (parts.find()) {
            if (parts.group("line") != null) {
                remarks.add(parts.group("line").strip());
                code.append(' ');
            } else if (parts.group("block") != null) {
                remarks.add(parts.group("block").strip());
                code.append(' ');
            } else if (parts.group("string") != null) {
                code.append("''");
            } else if (parts.group("tag") != null) {
                code.append("$$");
            } else if (parts.group("other") != null) {
                code.append(parts.group());
            } else {
                add(statements, code, remarks);
            }
        }
        add(statements, code, remarks);
        return statements;
    }

    private static void add(List<Statement> statements, StringBuilder code, List<String> remarks) {
        String text = code.toString().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        if (!text.isEmpty()) {
            statements.add(new Statement(text, List.copyOf(remarks)));
        }
        code.setLength(0);
        remarks.clear();
    }
}
