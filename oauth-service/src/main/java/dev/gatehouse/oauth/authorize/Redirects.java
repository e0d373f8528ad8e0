package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.oauth.FormParameters;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The addresses that a browser is led to. */
@Singleton
final class Redirects {
    private static final String AUTHORIZE = "/oauth2/authorize";
    private final String issuer;

    Redirects(@ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.issuer = issuer;
    }

    /** Back to the client with a code (RFC 6749, section 4.1.2; RFC 9207). */
    String withCode(String redirectUri, @Nullable String state, String code) {
        return back(redirectUri, state, Map.of("code", code));
    }

    /** Back to the client with an error (RFC 6749, section 4.1.2.1; RFC 9207). */
    String withError(String redirectUri, @Nullable String state, String error, String description) {
        var more = new LinkedHashMap<String, String>();
        more.put("error", error);
        more.put("error_description", description);
        return back(redirectUri, state, more);
    }

    /** To the sign-in page, and from there to the same request. */
    static String signIn(FormParameters request) {
        return "/login?"
                + FormParameters.encode(Map.of("return_to", AUTHORIZE + "?" + request.encode(Set.of(), Map.of())));
    }

    /** To the sign-in page even with a session; the request comes back with the instant and without prompt=login. */
    static String signInAnew(FormParameters request, Instant after) {
        var more = new LinkedHashMap<String, String>();
        more.put(RequestCheck.LOGIN_AFTER, Long.toString(after.toEpochMilli()));
        String prompt = request.get("prompt");
        if (prompt != null && prompt.contains("consent")) {
            more.put("prompt", "consent");
        }
        var query = new LinkedHashMap<String, String>();
        query.put("prompt", "login");
        query.put("return_to", AUTHORIZE + "?" + request.encode(Set.of("prompt", RequestCheck.LOGIN_AFTER), more));
        return "/login?" + FormParameters.encode(query);
    }

    private String back(String redirectUri, @Nullable String state, Map<String, String> result) {
        var query = new LinkedHashMap<>(result);
        if (state != null) {
            query.put("state", state);
        }
        query.put("iss", issuer);
        return redirectUri + (redirectUri.indexOf('?') < 0 ? "?" : "&") + FormParameters.encode(query);
    }
}
