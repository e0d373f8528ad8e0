package dev.gatehouse.launcher.demo;

/** HTTP Basic (RFC 7617): the password with each call. */
record BasicWay(Conversation talk, Accounts accounts) implements Way {
    @Override
    public String title() {
        return "HTTP Basic";
    }

    @Override
    public void walk() {
        talk.send("Alice reads her profile", Call.get("/users/me").basic(accounts.username(), accounts.password()))
                .expect(200)
                .expectText("username", accounts.username());
        talk.send("A wrong password is refused", Call.get("/users/me").basic(accounts.username(), "not her password"))
                .expect(401);
    }
}
