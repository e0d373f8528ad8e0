package dev.gatehouse.bench.side;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a browser keeps of the cookies that it is given (RFC 6265), all of which are of one server. */
public final class BrowserCookies {
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Keeps one; an empty one takes it away. @param cookie as {@code Set-Cookie} has it */
    public void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        int cut = pair.indexOf('=');
        String name = pair.substring(0, cut);
        String value = pair.substring(cut + 1);
        if (value.isEmpty()) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    /** Keeps all that an answer sets. */
    public void keep(HttpResponse<?> answer) {
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The value of {@code Cookie}. */
    public String header() {
        return values.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** As a browser that was never there. */
    public void clear() {
        values.clear();
    }
}
