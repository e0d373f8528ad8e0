package dev.gatehouse.launcher.demo;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What Alice and her browser do between an application's request and its redirect URI. */
final class BrowserSteps {
    /** By which the sign-in page knows its own form. */
    private static final String FORM_COOKIE = "__Host-gatehouse-pre";

    private final Conversation talk;
    private final Accounts accounts;
    private String cookie = "";

    BrowserSteps(Conversation talk, Accounts accounts) {
        this.talk = talk;
        this.accounts = accounts;
    }

    /** The code flow with consent. @return what the token endpoint gives */
    Answer tokens(String authorizationEndpoint, AuthorizationRequest request) {
        String start = authorizationEndpoint + "?" + Call.encoded(request.parameters(accounts));
        String returnTo = signIn(start);
        Answer authorized = talk.send(
                "Back to the application's request, signed in now",
                Call.get(returnTo).cookie(cookie));
        Answer redirect = authorized.redirects() ? authorized : allow(authorized);
        String code = code(redirect, request);
        return talk.send(
                        "The application exchanges the code",
                        Call.post("/oauth2/token")
                                .client(accounts)
                                .form(Map.of(
                                        "grant_type",
                                        "authorization_code",
                                        "code",
                                        code,
                                        "redirect_uri",
                                        accounts.redirectUri(),
                                        "code_verifier",
                                        request.verifier())))
                .expect(200);
    }

    /** Ends the session that {@link #tokens} opened. */
    void signOut() {
        String csrf = talk.send(
                        "The session's CSRF token",
                        Call.get("/sessions/current").cookie(cookie))
                .expect(200)
                .text("csrf_token");
        talk.send(
                        "Alice signs out",
                        Call.delete("/sessions/current").cookie(cookie).csrf(csrf))
                .expect(204);
    }

    /** @return where the sign-in page leads back to */
    private String signIn(String start) {
        Answer first = talk.send("The application sends Alice's browser to Gatehouse", Call.get(start));
        URI login = first.location();
        String returnTo = query(login).get("return_to");
        if (!"/login".equals(login.getPath()) || returnTo == null) {
            throw new Unexpected(first.what(), "/login with return_to", login.toString());
        }
        Answer page = talk.send("The sign-in page", Call.get(login.toString()));
        var form = new HashMap<>(PageForm.fields(page.expect(200), "form_token", "return_to"));
        form.put("username", accounts.username());
        form.put("password", accounts.password());
        Answer signedIn = talk.send(
                "Alice signs in on the page",
                Call.post("/login")
                        .cookie(FORM_COOKIE, page.cookie(FORM_COOKIE))
                        .form(form));
        String leads = signedIn.location().toString();
        cookie = signedIn.cookie();
        return leads;
    }

    private Answer allow(Answer page) {
        var form = new HashMap<>(PageForm.fields(page.expect(200), "request", "csrf_token"));
        form.put("decision", "allow");
        return talk.send(
                "The consent page asks; Alice allows it",
                Call.post("/oauth2/authorize/decision").cookie(cookie).form(form));
    }

    /** Checks the answer as an application must (RFC 9207 for iss). */
    private String code(Answer redirect, AuthorizationRequest request) {
        URI back = redirect.location();
        Map<String, String> answer = query(back);
        String code = answer.get("code");
        if (!back.toString().startsWith(accounts.redirectUri() + "?") || code == null) {
            throw new Unexpected(redirect.what(), accounts.redirectUri() + " with a code", back.toString());
        }
        if (!request.state().equals(answer.get("state"))) {
            throw new Unexpected(redirect.what(), "the state that was sent", String.valueOf(answer.get("state")));
        }
        if (!talk.origin().equals(answer.get("iss"))) {
            throw new Unexpected(redirect.what(), "iss " + talk.origin(), String.valueOf(answer.get("iss")));
        }
        return code;
    }

    private static Map<String, String> query(URI address) {
        var parameters = new HashMap<String, String>();
        String query = address.getRawQuery();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                parameters.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
