package dev.gatehouse.launcher.demo;

/** OpenID Connect: an application learns who Alice is, from a signed ID token. */
record OpenIdConnectWay(Conversation talk, Accounts accounts) implements Way {
    @Override
    public String title() {
        return "OpenID Connect";
    }

    @Override
    public void walk() {
        Answer discovery = talk.send("Discovery", Call.get("/.well-known/openid-configuration"))
                .expect(200)
                .expectText("issuer", talk.origin());
        var check = new IndependentCheck(talk.send("The public keys", get(discovery, "jwks_uri")), talk.origin());
        var browser = new BrowserSteps(talk, accounts);
        var request = AuthorizationRequest.of("openid profile email");
        Answer tokens = browser.tokens(path(discovery, "authorization_endpoint"), request);
        var claims = check.idToken(tokens.text("id_token"), accounts.clientId(), request.nonce());
        talk.remark("signature (RS256), issuer, audience, nonce and expiry of the ID token are right, says another"
                + " library; the subject is " + claims.getSubject());
        talk.send(
                        "More about her from userinfo",
                        get(discovery, "userinfo_endpoint").bearer(tokens.text("access_token")))
                .expect(200)
                .expectText("sub", claims.getSubject());
        browser.signOut();
    }

    private Call get(Answer discovery, String endpoint) {
        return Call.get(path(discovery, endpoint));
    }

    /** The endpoints lie on the one public origin. */
    private String path(Answer discovery, String endpoint) {
        String address = discovery.text(endpoint);
        if (!address.startsWith(talk.origin() + "/")) {
            throw new Unexpected(discovery.what(), endpoint + " below " + talk.origin(), address);
        }
        return address.substring(talk.origin().length());
    }
}
