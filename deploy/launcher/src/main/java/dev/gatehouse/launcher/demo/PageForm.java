package dev.gatehouse.launcher.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a page's form as they stand there, and as a browser would send them back. */
final class PageForm {
    private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = attribute("name");
    private static final Pattern VALUE = attribute("value");

    private PageForm() {}

    /** @param names of those that it must have */
    static Map<String, String> fields(Answer page, String... names) {
        var fields = new LinkedHashMap<String, String>();
        Matcher input = INPUT.matcher(page.body());
        while (input.find()) {
            Matcher name = NAME.matcher(input.group());
            Matcher value = VALUE.matcher(input.group());
            if (name.find() && value.find()) {
                fields.put(plain(name.group(1)), plain(value.group(1)));
            }
        }
        for (String needed : List.of(names)) {
            if (!fields.containsKey(needed)) {
                throw new Unexpected(
                        page.what(),
                        "a form with the field " + needed,
                        fields.keySet().toString());
            }
        }
        return fields;
    }

    private static Pattern attribute(String name) {
        return Pattern.compile("\\s" + name + "\\s*=\\s*[\"']([^\"']*)[\"']", Pattern.CASE_INSENSITIVE);
    }

    private static String plain(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
