package dev.gatehouse.launcher.proxy;

import java.util.Locale;
import java.util.regex.Pattern;

/** Paths that mean the same to everyone who reads them. */
final class PublicPath {
    /** An encoded dot, slash, backslash, percent sign or NUL; a backslash, a path parameter, a fragment, a control. */
    private static final Pattern AMBIGUOUS = Pattern.compile("%(2e|2f|5c|25|00)|[\\\\;#\\x00-\\x20\\x7f]|//");

    /** A percent sign that encodes nothing, in the path or the query. */
    private static final Pattern UNENCODED = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private PublicPath() {}

    /**
     * Whether a request target is plain enough to route by.
     *
     * @param target of the request line, with its query (RFC 9112, section 3.2.1)
     */
    static boolean plain(String target) {
        if (!target.startsWith("/") || UNENCODED.matcher(target).find()) {
            return false;
        }
        String path = of(target).toLowerCase(Locale.ROOT);
        if (AMBIGUOUS.matcher(path).find()) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** The target without its query. */
    static String of(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
