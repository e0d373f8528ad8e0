package dev.gatehouse.bench.keycloak;

import dev.gatehouse.bench.load.Dialogue;
import dev.gatehouse.bench.load.Exchanging;
import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.BrowserCookies;
import dev.gatehouse.bench.side.BrowserSignIn;
import dev.gatehouse.bench.side.CodeRequest;
import dev.gatehouse.bench.side.Http;
import dev.gatehouse.bench.side.Person;
import dev.gatehouse.bench.side.Wire;
import dev.gatehouse.launcher.demo.HtmlForm;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

/** The authorization code flow by Keycloak's own pages: a browser signs in once, and is given codes from then on. */
record BrowserFlow(URI address, String clientId, String authorization) {
    private static final String PATH = "/realms/" + Realm.NAME + "/protocol/openid-connect";

    Dialogue exchanging(Person person, Wire wire) {
        var cookies = new BrowserCookies();
        HttpResponse<String> page = Http.send(Http.to(address, request()));
        cookies.keep(page);
        URI action = HtmlForm.in(page.body()).stream()
                .filter(form -> form.fields().containsKey("password"))
                .map(form -> URI.create(form.action()))
                .findFirst()
                .orElseThrow(() -> new BenchFailure("Keycloak shows no form to sign in by"));
        HttpResponse<String> answer = Http.send(Http.form(
                        address,
                        action.getRawPath() + "?" + action.getRawQuery(),
                        Map.of("username", person.username(), "password", person.password()))
                .header("Cookie", cookies.header()));
        cookies.keep(answer);
        return new Exchanging(wire.get(request(), "Cookie: " + cookies.header()), code -> exchange(wire, code));
    }

    /** Signs in anew each time. */
    Dialogue signingIn(Person person, Wire wire) {
        return new BrowserSignIn(new BrowserSignIn.Start(
                person,
                request(),
                CodeRequest.REDIRECT_URI,
                code -> exchange(wire, code),
                path -> address,
                PATH + "/token"));
    }

    private byte[] exchange(Wire wire, String code) {
        return wire.form(PATH + "/token", authorization, CodeRequest.exchange(code));
    }

    private String request() {
        return PATH + "/auth?" + new CodeRequest(clientId, "openid").query(Map.of());
    }
}
