package dev.gatehouse.launcher.demo;

import java.util.Map;

/** JWT: a bearer token that anyone can check, short-lived, refreshed, and still revocable. */
record JwtWay(Conversation talk, Accounts accounts) implements Way {
    @Override
    public String title() {
        return "JWT";
    }

    @Override
    public void walk() {
        Answer first = talk.send(
                        "Alice signs in by API",
                        Call.post("/tokens")
                                .json(Map.of(
                                        "username", accounts.username(),
                                        "password", accounts.password(),
                                        "type", "jwt")))
                .expect(201);
        var check =
                new IndependentCheck(talk.send("The public keys", Call.get("/.well-known/jwks.json")), talk.origin());
        var claims = check.accessToken(first.text("access_token"));
        talk.remark("signature (ES256), type, issuer and expiry ("
                + claims.getExpirationTime().toInstant() + ") are right, says another library");
        Answer second = refresh("The refresh token gets the next pair", first).expect(200);
        Answer third = refresh("And that one the next", second).expect(200);
        String newest = third.text("access_token");
        talk.send("The newest access token is good", Call.get("/verify").bearer(newest))
                .expect(200)
                .expectHeader("X-Auth-Method", "jwt");
        replay(first, third);
    }

    /** A refresh token from two generations back was stolen: all that stems from the sign-in ends. */
    private void replay(Answer first, Answer newest) {
        refresh("Someone replays the first refresh token", first).expect(401, "invalid_grant");
        refresh("So the newest refresh token is refused too", newest).expect(401, "invalid_grant");
        String token = newest.text("access_token");
        talk.send(
                        "And the newest access token, although it has not expired",
                        Call.get("/verify").bearer(token))
                .expect(401);
        talk.send(
                        "Introspection says the same",
                        Call.post("/oauth2/introspect").client(accounts).form(Map.of("token", token)))
                .expect(200)
                .expectText("active", "false");
    }

    private Answer refresh(String what, Answer pair) {
        return talk.send(what, Call.post("/tokens/refresh").json(Map.of("refresh_token", pair.text("refresh_token"))));
    }
}
