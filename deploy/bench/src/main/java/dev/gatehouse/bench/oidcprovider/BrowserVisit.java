package dev.gatehouse.bench.oidcprovider;

import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.Challenge;
import dev.gatehouse.bench.side.Http;
import dev.gatehouse.bench.side.Person;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser that has been led to a code, and is signed in from then on.
 *
 * @param cookies as it sends them
 */
record BrowserVisit(String cookies, String code) {
    static final String REDIRECT_URI = "http://127.0.0.1:9999/callback";
    private static final String VERIFIER = "the-verifier-of-the-benchmark-which-is-no-secret";
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&#]+)");
    private static final int MOST_STEPS = 8;

    static BrowserVisit of(URI server, String clientId, Person person) {
        var cookies = new LinkedHashMap<String, String>();
        String goes = request(clientId, person);
        for (int step = 0; step < MOST_STEPS; step++) {
            var call = Http.to(server, goes);
            HttpResponse<String> answer = Http.send(cookies.isEmpty() ? call : call.header("Cookie", text(cookies)));
            answer.headers().allValues("Set-Cookie").forEach(line -> keep(line, cookies));
            goes = answer.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new BenchFailure(answer.uri() + " leads nowhere"));
            if (goes.startsWith(REDIRECT_URI)) {
                Matcher code = CODE.matcher(goes);
                if (code.find()) {
                    return new BrowserVisit(text(cookies), URLDecoder.decode(code.group(1), StandardCharsets.UTF_8));
                }
                break;
            }
        }
        throw new BenchFailure("oidc-provider gives no code, but leads to " + goes);
    }

    /** Of a code, for a user whom the server signs in by their name. */
    static String request(String clientId, Person person) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", REDIRECT_URI);
        parameters.put("scope", "openid");
        parameters.put("state", "state");
        parameters.put("login_hint", person.username());
        parameters.put("code_challenge", Challenge.of(VERIFIER));
        parameters.put("code_challenge_method", "S256");
        return "/auth?" + Http.form(parameters);
    }

    static Map<String, String> exchange(String code) {
        return Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", REDIRECT_URI,
                "code_verifier", VERIFIER);
    }

    private static void keep(String line, Map<String, String> cookies) {
        String[] pair = line.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String text(Map<String, String> cookies) {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }
}
