package dev.gatehouse.launcher.demo;

import java.util.Map;

/** Session cookie: signed in once, and guarded against forms of other sites. */
record CookieWay(Conversation talk, Accounts accounts) implements Way {
    private static final Map<String, Object> KEY = Map.of("name", "demo", "scope", "profile");

    @Override
    public String title() {
        return "Session cookie";
    }

    @Override
    public void walk() {
        String cookie = talk.send(
                        "Alice signs in",
                        Call.post("/sessions")
                                .json(Map.of("username", accounts.username(), "password", accounts.password())))
                .expect(201)
                .cookie();
        String csrf = talk.send(
                        "The session, and its CSRF token",
                        Call.get("/sessions/current").cookie(cookie))
                .expect(200)
                .text("csrf_token");
        talk.send(
                        "A call that changes something is refused without that token",
                        Call.post("/tokens/keys").cookie(cookie).json(KEY))
                .expect(403, "csrf");
        String key = talk.send(
                        "With it, the call goes through: an API key is made",
                        Call.post("/tokens/keys").cookie(cookie).csrf(csrf).json(KEY))
                .expect(201)
                .text("id");
        talk.send(
                        "The key is deleted again",
                        Call.delete("/tokens/keys/" + key).cookie(cookie).csrf(csrf))
                .expect(204);
        talk.send(
                        "Alice signs out",
                        Call.delete("/sessions/current").cookie(cookie).csrf(csrf))
                .expect(204);
        talk.send(
                        "The cookie is worth nothing now",
                        Call.get("/sessions/current").cookie(cookie))
                .expect(401);
    }
}
