package dev.gatehouse.common.request;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one reader of the Cookie header (RFC 6265, section 4.2), so that all parts of the suite see the same; pure. */
public final class Cookies {
    private static final Pattern VALUE = Pattern.compile("[\\x21\\x23-\\x2B\\x2D-\\x3A\\x3C-\\x5B\\x5D-\\x7E]+");

    private Cookies() {}

    /** What a request brings of a name. */
    public sealed interface Found permits None, One, Several {}

    /** It has no such cookie. */
    public record None() implements Found {}

    /** @param value as it came: empty perhaps, or what no cookie can have */
    public record One(String value) implements Found {
        /** Whether a cookie can have it (RFC 6265, section 4.1.1), and it says anything. */
        public boolean proper() {
            return VALUE.matcher(value).matches();
        }

        /** Keeps the cookie out of logs. */
        @Override
        public String toString() {
            return "One[]";
        }
    }

    /** One of them was perhaps put there by somebody else, and which is read would depend on who reads. */
    public record Several() implements Found {}

    /** As {@link #one(List, String)}, of the request at hand. */
    public static Optional<String> one(HttpHeaders headers, String name) {
        return one(headers.getRequestHeaders().getOrDefault(HttpHeaders.COOKIE, List.of()), name);
    }

    /**
     * The names that begin so, each once, in the order in which they came: as a rule the cookie that was set first is first
     * (RFC 6265, section 5.4).
     */
    public static List<String> names(HttpHeaders headers, String prefix) {
        return names(headers.getRequestHeaders().getOrDefault(HttpHeaders.COOKIE, List.of()), prefix);
    }

    /** @param headers every Cookie header */
    static List<String> names(List<String> headers, String prefix) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(pair -> pair.substring(0, Math.max(pair.indexOf('='), 0)).strip())
                .filter(name -> name.startsWith(prefix))
                .distinct()
                .toList();
    }

    /**
     * The value of the one cookie of that name; empty where there is none, where there are {@link Several}, and where the
     * value is not {@link One#proper}.
     *
     * @param headers every Cookie header
     */
    public static Optional<String> one(List<String> headers, String name) {
        return find(headers, name) instanceof One one && one.proper() ? Optional.of(one.value()) : Optional.empty();
    }

    /** @param headers every Cookie header */
    public static Found find(List<String> headers, String name) {
        var values = new ArrayList<String>(1);
        for (String header : headers) {
            if (!header.contains(name)) {
                continue;
            }
            for (String pair : header.split(";", -1)) {
                int cut = pair.indexOf('=');
                if (cut > 0 && pair.substring(0, cut).strip().equals(name)) {
                    values.add(pair.substring(cut + 1).strip());
                }
            }
        }
        return switch (values.size()) {
            case 0 -> new None();
            case 1 -> new One(values.getFirst());
            default -> new Several();
        };
    }
}
