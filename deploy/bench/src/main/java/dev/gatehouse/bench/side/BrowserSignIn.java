package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Answer;
import dev.gatehouse.bench.load.AuthorizationCode;
import dev.gatehouse.bench.load.Dialogue;
import dev.gatehouse.launcher.demo.HtmlForm;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A browser without cookies that an application sends to be signed in: it follows where it is led, fills in the form that
 * asks for a password, and brings back a code, which the application exchanges. All of it is one piece of work.
 */
public final class BrowserSignIn implements Dialogue {
    /** Longer ways are none that leads to an end. */
    private static final int MOST_STEPS = 12;

    private final Start start;
    private final BrowserCookies cookies = new BrowserCookies();
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
        String header = cookies.isEmpty() ? "Accept: text/html" : "Accept: text/html\r\nCookie: " + cookies.header();
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
        answer.cookies().forEach(cookies::keep);
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

    private boolean follow(String location) {
        if (!location.startsWith(start.redirectUri())) {
            path = pathOf(location);
            return true;
        }
        code = AuthorizationCode.in(location).orElse(null);
        return code != null;
    }

    /** The form that asks for a password, and no other. */
    private boolean fillIn(String page) {
        for (HtmlForm asked : HtmlForm.in(page)) {
            if (asked.fields().containsKey("password") && !asked.action().isEmpty()) {
                var fields = new LinkedHashMap<>(asked.fields());
                fields.put("username", start.person().username());
                fields.put("password", start.person().password());
                path = pathOf(asked.action());
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
}
