package dev.gatehouse.bench.oidcprovider;

import dev.gatehouse.bench.load.AuthorizationCode;
import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.BrowserCookies;
import dev.gatehouse.bench.side.CodeRequest;
import dev.gatehouse.bench.side.Http;
import dev.gatehouse.bench.side.Person;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/**
 * A browser that has been led to a code, and is signed in from then on.
 *
 * @param cookies as it sends them
 */
record BrowserVisit(String cookies, String code) {
    private static final int MOST_STEPS = 8;

    static BrowserVisit of(URI server, String clientId, Person person) {
        var cookies = new BrowserCookies();
        String goes = request(clientId, person);
        for (int step = 0; step < MOST_STEPS; step++) {
            var call = Http.to(server, goes);
            HttpResponse<String> answer = Http.send(cookies.isEmpty() ? call : call.header("Cookie", cookies.header()));
            cookies.keep(answer);
            goes = answer.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new BenchFailure(answer.uri() + " leads nowhere"));
            if (goes.startsWith(CodeRequest.REDIRECT_URI)) {
                Optional<String> code = AuthorizationCode.in(goes);
                if (code.isPresent()) {
                    return new BrowserVisit(cookies.header(), code.get());
                }
                break;
            }
        }
        throw new BenchFailure("oidc-provider gives no code, but leads to " + goes);
    }

    /** Of a code, for a user whom the server signs in by their name. */
    static String request(String clientId, Person person) {
        return "/auth?" + new CodeRequest(clientId, "openid").query(Map.of("login_hint", person.username()));
    }
}
