package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.AuthorizationCode;
import dev.gatehouse.bench.load.Dialogue;
import dev.gatehouse.bench.load.Exchanging;
import dev.gatehouse.launcher.demo.HtmlForm;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The authorization code flow, with a user who allows whatever is asked: how a client gets its first refresh token. */
record CodeFlow(URI oauth, URI sessions, String clientId, String authorization) {
    private static final String TOKEN = "/oauth2/token";

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
        var given = new JsonObject(Http.send(Http.form(
                                oauth, TOKEN, CodeRequest.exchange(code(allowed(signIn(sessions, person)))))
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
                CodeRequest.REDIRECT_URI,
                code -> new Wire(oauth).form(TOKEN, authorization, CodeRequest.exchange(code)),
                at,
                TOKEN));
    }

    /** Of a person who has allowed everything: asks for codes, and exchanges each. */
    Dialogue exchanging(Person person, Wire wire) {
        String cookie = signIn(sessions, person);
        allowed(cookie);
        return new Exchanging(
                wire.get(request(), "Cookie: " + cookie),
                code -> wire.form(TOKEN, authorization, CodeRequest.exchange(code)));
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
        return "/oauth2/authorize?" + new CodeRequest(clientId, "openid offline_access").query(Map.of());
    }

    private static Map<String, String> consent(String page) {
        var form = new HashMap<>(HtmlForm.in(page).stream()
                .map(HtmlForm::fields)
                .filter(fields -> fields.containsKey("request"))
                .findFirst()
                .orElseThrow(() -> new BenchFailure("the page that asks for consent has no form")));
        form.put("decision", "allow");
        return form;
    }

    private static String code(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElse("nowhere");
        return AuthorizationCode.in(location)
                .orElseThrow(() -> new BenchFailure(
                        answer.uri() + " gives no code, but " + answer.statusCode() + " and leads to " + location));
    }
}
