package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Answer;
import dev.gatehouse.bench.load.Dialogue;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A browser without cookies that an application sends to be signed in: it follows where it is led, fills in the form that
 * asks for a password, and brings back a code, which the application exchanges. All of it is one piece of work.
 */
public final class BrowserSignIn implements Dialogue {
    /** Longer ways are none that leads to an end. */
    private static final int MOST_STEPS = 12;

    private static final Pattern FORM =
            Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = attribute("name");
    private static final Pattern VALUE = attribute("value");
    private static final Pattern ACTION = attribute("action");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&#]+)");

    private final Start start;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String path;
    private @Nullable String form;
    private @Nullable String code;
    private int steps;
    private boolean done;

    /**
     * What every sign-in begins with.
     *
     * @param person who types their name and password
     * @param request the address to which the application leads, its path and query
     * @param redirectUri where the code is brought
     * @param exchange of a code
     * @param at the server of a path
     */
    public record Start(
            Person person,
            String request,
            String redirectUri,
            Function<String, byte[]> exchange,
            Function<String, URI> at,
            String tokenPath) {}

    public BrowserSignIn(Start start) {
        this.start = start;
        this.path = start.request();
    }

    @Override
    public byte[] next() {
        done = false;
        steps++;
        if (code != null) {
            return start.exchange().apply(code);
        }
        var wire = new Wire(server());
        String header = cookies.isEmpty()
                ? "Accept: text/html"
                : "Accept: text/html\r\nCookie: "
                        + cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; "));
        return form == null ? wire.get(path, header) : wire.submit(path, header, form);
    }

    @Override
    public URI server() {
        String goes = code == null ? path : start.tokenPath();
        int query = goes.indexOf('?');
        return start.at().apply(query < 0 ? goes : goes.substring(0, query));
    }

    @Override
    public boolean accepts(Answer answer) {
        if (code != null) {
            boolean given = answer.successful() && answer.text().contains("\"id_token\"");
            again();
            done = given;
            return given;
        }
        answer.cookies().forEach(this::keep);
        form = null;
        String location = answer.location();
        if (location != null && answer.status() / 100 == 3) {
            return steps < MOST_STEPS && follow(location);
        }
        return answer.status() == 200 && steps < MOST_STEPS && fillIn(answer.text());
    }

    @Override
    public boolean counts() {
        return done;
    }

    private void again() {
        cookies.clear();
        path = start.request();
        form = null;
        code = null;
        steps = 0;
    }

    private void keep(String cookie) {
        int cut = cookie.indexOf('=');
        String value = cookie.substring(cut + 1);
        if (value.isEmpty()) {
            cookies.remove(cookie.substring(0, cut));
        } else {
            cookies.put(cookie.substring(0, cut), value);
        }
    }

    private boolean follow(String location) {
        if (!location.startsWith(start.redirectUri())) {
            path = pathOf(location);
            return true;
        }
        Matcher given = CODE.matcher(location);
        if (!given.find()) {
            return false;
        }
        code = URLDecoder.decode(given.group(1), StandardCharsets.UTF_8);
        return true;
    }

    /** The form that asks for a password, and no other. */
    private boolean fillIn(String page) {
        Matcher found = FORM.matcher(page);
        while (found.find()) {
            var fields = new LinkedHashMap<String, String>();
            Matcher input = INPUT.matcher(found.group(2));
            while (input.find()) {
                Matcher name = NAME.matcher(input.group());
                Matcher value = VALUE.matcher(input.group());
                if (name.find() && !input.group().contains("checkbox")) {
                    fields.put(plain(name.group(1)), value.find() ? plain(value.group(1)) : "");
                }
            }
            Matcher action = ACTION.matcher(found.group(1));
            if (fields.containsKey("password") && action.find()) {
                fields.put("username", start.person().username());
                fields.put("password", start.person().password());
                path = pathOf(plain(action.group(1)));
                form = Http.form(fields);
                return true;
            }
        }
        return false;
    }

    /** With its query; every server of a side is known by the path. */
    private static String pathOf(String address) {
        URI uri = URI.create(address);
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static Pattern attribute(String name) {
        return Pattern.compile("\\s" + name + "\\s*=\\s*[\"']([^\"']*)[\"']", Pattern.CASE_INSENSITIVE);
    }

    private static String plain(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x3D;", "=")
                .replace("&amp;", "&");
    }
}
