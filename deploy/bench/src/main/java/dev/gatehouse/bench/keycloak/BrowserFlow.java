package dev.gatehouse.bench.keycloak;

import dev.gatehouse.bench.load.Dialogue;
import dev.gatehouse.bench.load.Exchanging;
import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.BrowserSignIn;
import dev.gatehouse.bench.side.Challenge;
import dev.gatehouse.bench.side.Http;
import dev.gatehouse.bench.side.Person;
import dev.gatehouse.bench.side.Wire;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The authorization code flow by Keycloak's own pages: a browser signs in once, and is given codes from then on. */
record BrowserFlow(URI address, String clientId, String authorization, String redirectUri) {
    private static final String PATH = "/realms/" + Realm.NAME + "/protocol/openid-connect";
    private static final Pattern FORM = Pattern.compile("<form[^>]*\\baction=\"([^\"]+)\"");
    private static final String VERIFIER = "the-verifier-of-the-benchmark-which-is-no-secret";
    /** Of the verifier, by S256. */
    private static final String CHALLENGE = Challenge.of(VERIFIER);

    Dialogue exchanging(Person person, Wire wire) {
        var cookies = new LinkedHashMap<String, String>();
        HttpResponse<String> page = Http.send(Http.to(address, request()));
        keep(page, cookies);
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new BenchFailure("Keycloak shows no form to sign in by");
        }
        URI action = URI.create(form.group(1).replace("&amp;", "&"));
        HttpResponse<String> answer = Http.send(Http.form(
                        address,
                        action.getRawPath() + "?" + action.getRawQuery(),
                        Map.of("username", person.username(), "password", person.password()))
                .header("Cookie", text(cookies)));
        keep(answer, cookies);
        return new Exchanging(wire.get(request(), "Cookie: " + text(cookies)), code -> exchange(wire, code));
    }

    /** Signs in anew each time. */
    Dialogue signingIn(Person person, Wire wire) {
        return new BrowserSignIn(new BrowserSignIn.Start(
                person, request(), redirectUri, code -> exchange(wire, code), path -> address, PATH + "/token"));
    }

    private byte[] exchange(Wire wire, String code) {
        return wire.form(
                PATH + "/token",
                authorization,
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", redirectUri,
                        "code_verifier", VERIFIER));
    }

    private String request() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("scope", "openid");
        parameters.put("state", "state");
        parameters.put("code_challenge", CHALLENGE);
        parameters.put("code_challenge_method", "S256");
        return PATH + "/auth?" + Http.form(parameters);
    }

    private static void keep(HttpResponse<String> answer, Map<String, String> cookies) {
        for (String line : answer.headers().allValues("Set-Cookie")) {
            String pair = line.split(";", 2)[0];
            int cut = pair.indexOf('=');
            cookies.put(pair.substring(0, cut), pair.substring(cut + 1));
        }
        cookies.values().removeIf(String::isEmpty);
    }

    private static String text(Map<String, String> cookies) {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }
}
