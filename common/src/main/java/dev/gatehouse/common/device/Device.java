package dev.gatehouse.common.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The device that a User-Agent header (RFC 9110, section 10.1.5) tells of, as its owner would know it again: "Firefox on
 * Linux". Versions are left out, and so is whatever the sender could make up: the words are all from here.
 */
public final class Device {
    private static final String UNKNOWN = "Unknown device";
    /** Characters of the header that are looked at. */
    private static final int LONGEST = 512;

    /** What is shown where {@code sign} is in the header. */
    private record Name(String sign, String shown) {}

    /** In this order: most browsers say that they are others, too, those that all others imitate last. */
    private static final List<Name> PROGRAMS = List.of(
            new Name("Edg/", "Edge"),
            new Name("EdgA/", "Edge"),
            new Name("EdgiOS/", "Edge"),
            new Name("Edge/", "Edge"),
            new Name("OPR/", "Opera"),
            new Name("OPT/", "Opera"),
            new Name("OPiOS/", "Opera"),
            new Name("Opera", "Opera"),
            new Name("Vivaldi/", "Vivaldi"),
            new Name("YaBrowser/", "Yandex Browser"),
            new Name("SamsungBrowser/", "Samsung Internet"),
            new Name("DuckDuckGo/", "DuckDuckGo"),
            new Name("Ddg/", "DuckDuckGo"),
            new Name("UCBrowser/", "UC Browser"),
            new Name("Brave/", "Brave"),
            new Name("FxiOS/", "Firefox"),
            new Name("Focus/", "Firefox"),
            new Name("Firefox/", "Firefox"),
            new Name("Epiphany/", "GNOME Web"),
            new Name("CriOS/", "Chrome"),
            new Name("Chromium/", "Chromium"),
            new Name("Chrome/", "Chrome"),
            new Name("MSIE ", "Internet Explorer"),
            new Name("Trident/", "Internet Explorer"),
            new Name("Safari/", "Safari"),
            new Name("curl/", "curl"),
            new Name("Wget/", "Wget"),
            new Name("okhttp/", "OkHttp"),
            new Name("python-requests/", "Python"),
            new Name("Python-urllib/", "Python"),
            new Name("Go-http-client/", "Go"),
            new Name("PostmanRuntime/", "Postman"),
            new Name("Java-http-client/", "Java"),
            new Name("Java/", "Java"));

    private static final List<Name> SYSTEMS = List.of(
            new Name("Windows", "Windows"),
            new Name("iPhone", "iPhone"),
            new Name("iPad", "iPad"),
            new Name("Android", "Android"),
            new Name("CrOS", "ChromeOS"),
            new Name("Macintosh", "macOS"),
            new Name("Mac OS X", "macOS"),
            new Name("FreeBSD", "FreeBSD"),
            new Name("OpenBSD", "OpenBSD"),
            new Name("Linux", "Linux"));

    private Device() {}

    /** @return at most 40 characters; "Unknown device" where neither the program nor the system is known */
    public static String of(@Nullable String userAgent) {
        if (userAgent == null) {
            return UNKNOWN;
        }
        String text = userAgent.length() <= LONGEST ? userAgent : userAgent.substring(0, LONGEST);
        String program = first(PROGRAMS, text);
        String system = first(SYSTEMS, text);
        if (program != null && system != null) {
            return program + " on " + system;
        }
        if (program != null) {
            return program;
        }
        return system == null ? UNKNOWN : system;
    }

    private static @Nullable String first(List<Name> names, String text) {
        for (Name name : names) {
            if (text.contains(name.sign)) {
                return name.shown;
            }
        }
        return null;
    }
}
