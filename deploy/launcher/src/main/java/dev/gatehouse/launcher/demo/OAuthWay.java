package dev.gatehouse.launcher.demo;

import java.util.Map;

/** OAuth: a client for itself, then an application for Alice, within what she allowed and for as long as she does. */
record OAuthWay(Conversation talk, Accounts accounts) implements Way {
    private static final String SCOPE = "notes:read";

    @Override
    public String title() {
        return "OAuth";
    }

    @Override
    public void walk() {
        forItself();
        forAlice();
    }

    /** RFC 6749, section 4.4. */
    private void forItself() {
        String token = talk.send(
                        "A client asks for a token for itself",
                        Call.post("/oauth2/token")
                                .client(accounts)
                                .form(Map.of("grant_type", "client_credentials", "scope", SCOPE)))
                .expect(200)
                .text("access_token");
        talk.send("An API demands " + SCOPE, Call.get("/verify?scope=" + SCOPE).bearer(token))
                .expect(200);
    }

    /** RFC 6749, section 4.1, with PKCE. */
    private void forAlice() {
        var browser = new BrowserSteps(talk, accounts);
        String token = browser.tokens("/oauth2/authorize", AuthorizationRequest.of("profile " + SCOPE))
                .text("access_token");
        talk.send("The application reads Alice's profile", Call.get("/users/me").bearer(token))
                .expect(200);
        talk.send("It may not list her sessions", Call.get("/sessions").bearer(token))
                .expect(403);
        introspect("The token is active", token, "true");
        talk.send(
                        "Alice takes her consent back",
                        Call.delete("/consents/" + accounts.clientId()).basic(accounts.username(), accounts.password()))
                .expect(204);
        talk.send("The token is refused at once", Call.get("/verify").bearer(token))
                .expect(401);
        introspect("And is no longer active", token, "false");
        browser.signOut();
    }

    private void introspect(String what, String token, String active) {
        talk.send(what, Call.post("/oauth2/introspect").client(accounts).form(Map.of("token", token)))
                .expect(200)
                .expectText("active", active);
    }
}
