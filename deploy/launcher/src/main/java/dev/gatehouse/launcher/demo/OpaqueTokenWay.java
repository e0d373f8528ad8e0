package dev.gatehouse.launcher.demo;

import java.util.Map;

/** Random token: a bearer token (RFC 6750) that means nothing by itself. */
record OpaqueTokenWay(Conversation talk, Accounts accounts) implements Way {
    private static final String PREFIX = "gha_";

    @Override
    public String title() {
        return "Random token";
    }

    @Override
    public void walk() {
        Answer signedIn = talk.send(
                        "Alice signs in by API",
                        Call.post("/tokens")
                                .json(Map.of(
                                        "username", accounts.username(),
                                        "password", accounts.password(),
                                        "type", "opaque")))
                .expect(201);
        String token = signedIn.text("access_token");
        if (!token.startsWith(PREFIX)) {
            throw new Unexpected(signedIn.what(), "a token that starts with " + PREFIX, Shortened.secret(token));
        }
        talk.send("She reads her profile", Call.get("/users/me").bearer(token))
                .expect(200)
                .expectText("username", accounts.username());
        talk.send("Any API asks who is calling", Call.get("/verify").bearer(token))
                .expect(200)
                .expectHeader("X-Auth-Method", "opaque");
        talk.send("She revokes the token", Call.delete("/tokens/current").bearer(token))
                .expect(204);
        talk.send("It is refused at once", Call.get("/verify").bearer(token)).expect(401);
    }
}
