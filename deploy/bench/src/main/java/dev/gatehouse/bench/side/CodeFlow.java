package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Dialogue;
import dev.gatehouse.bench.load.Exchanging;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The authorization code flow, with a user who allows whatever is asked: how a client gets its first refresh token. */
record CodeFlow(URI oauth, URI sessions, String clientId, String authorization) {
    static final String REDIRECT_URI = "http://127.0.0.1:9999/callback";
    private static final String TOKEN = "/oauth2/token";
    private static final String VERIFIER = "the-verifier-of-the-benchmark-which-is-no-secret";
    private static final Pattern FIELD = Pattern.compile("<input[^>]*\\bname=\"([^\"]+)\"[^>]*\\bvalue=\"([^\"]*)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    /** The session cookie as a browser sends it. */
    static String signIn(URI sessions, Person person) {
        HttpResponse<String> answer = Http.send(Http.json(
                sessions,
                "/sessions",
                new JsonObject().put("username", person.username()).put("password", person.password())));
        String cookie = answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new BenchFailure("a sign-in sets no cookie"));
        return cookie.substring(0, cookie.indexOf(';'));
    }

    /** What the client is given for the person: the members of the answer, an access token and a refresh token among them. */
    JsonObject tokens(Person person) {
        var given = new JsonObject(Http.send(Http.form(oauth, TOKEN, exchange(code(allowed(signIn(sessions, person)))))
                        .header("Authorization", authorization))
                .body());
        if (given.getString("access_token") == null || given.getString("refresh_token") == null) {
            throw new BenchFailure("a code is exchanged for less than was asked");
        }
        return given;
    }

    /** Of a person who has allowed everything: signs in anew each time, by the page. */
    Dialogue signingIn(Person person, Function<String, URI> at) {
        return new BrowserSignIn(new BrowserSignIn.Start(
                person,
                request(),
                REDIRECT_URI,
                code -> new Wire(oauth).form(TOKEN, authorization, exchange(code)),
                at,
                TOKEN));
    }

    /** Of a person who has allowed everything: asks for codes, and exchanges each. */
    Dialogue exchanging(Person person, Wire wire) {
        String cookie = signIn(sessions, person);
        allowed(cookie);
        return new Exchanging(
                wire.get(request(), "Cookie: " + cookie), code -> wire.form(TOKEN, authorization, exchange(code)));
    }

    private HttpResponse<String> allowed(String cookie) {
        HttpResponse<String> answer = Http.send(Http.to(oauth, request()).header("Cookie", cookie));
        if (answer.statusCode() == 200) {
            answer = Http.send(Http.form(oauth, "/oauth2/authorize/decision", consent(answer.body()))
                    .header("Cookie", cookie));
        }
        return answer;
    }

    private String request() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", REDIRECT_URI);
        parameters.put("scope", "openid offline_access");
        parameters.put("state", "state");
        parameters.put("code_challenge", Challenge.of(VERIFIER));
        parameters.put("code_challenge_method", "S256");
        return "/oauth2/authorize?" + Http.form(parameters);
    }

    private static Map<String, String> exchange(String code) {
        return Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", REDIRECT_URI,
                "code_verifier", VERIFIER);
    }

    private static Map<String, String> consent(String page) {
        var form = new HashMap<String, String>();
        Matcher field = FIELD.matcher(page);
        while (field.find()) {
            form.put(field.group(1), field.group(2).replace("&amp;", "&"));
        }
        form.put("decision", "allow");
        return form;
    }

    private static String code(HttpResponse<String> answer) {
        Matcher code = CODE.matcher(answer.headers().firstValue("Location").orElse(""));
        if (!code.find()) {
            throw new BenchFailure(answer.uri() + " gives no code, but " + answer.statusCode() + " and leads to "
                    + answer.headers().firstValue("Location").orElse("nowhere"));
        }
        return URLDecoder.decode(code.group(1), StandardCharsets.UTF_8);
    }
}
