package dev.gatehouse.launcher.demo;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as the demo shows it: on one line, not long, and without the secrets in it. */
final class Shortened {
    private static final int LONGEST = 160;
    private static final int START = 8;
    private static final Pattern JSON_SECRET =
            Pattern.compile("(\"(?:password|secret|[a-z]+_secret|[a-z]+_token)\"\\s*:\\s*\")((?:[^\"\\\\]|\\\\.)*)");
    /** And {@code return_to}, which is no secret but hides what stands beside it. */
    private static final Pattern FORM_SECRET =
            Pattern.compile("((?:^|[?&])(?:password|code|code_verifier|request|return_to|token|[a-z]+_token)=)([^&]*)");

    private Shortened() {}

    static String body(String body) {
        if (body.stripLeading().startsWith("<")) {
            return "(a page of " + body.length() + " characters)";
        }
        return cut(secrets(JSON_SECRET, body).replaceAll("\\s+", " "));
    }

    /** A query, a form or an address. */
    static String form(String text) {
        return cut(secrets(FORM_SECRET, text));
    }

    /** The start of a secret, enough to tell one from another. */
    static String secret(String value) {
        return value.length() <= 2 * START ? "…" : value.substring(0, START) + "…";
    }

    private static String secrets(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(Shortened::hidden);
    }

    private static String hidden(MatchResult found) {
        String name = found.group(1);
        return Matcher.quoteReplacement(name + (name.contains("password") ? "…" : secret(found.group(2))));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
