package dev.gatehouse.oauth.client;

/** What not every deployment of Gatehouse can do for a client: metadata that needs it is refused where no room has it. */
public enum Feature {
    PRIVATE_KEY_JWT("private_key_jwt"),
    CLIENT_SECRET_JWT("client_secret_jwt"),
    TLS_CLIENT_AUTH("tls_client_auth"),
    SELF_SIGNED_TLS_CLIENT_AUTH("self_signed_tls_client_auth"),
    CLIENT_KEYS("keys of clients"),
    DPOP("DPoP"),
    CERTIFICATE_BOUND_TOKENS("tokens that are bound to certificates"),
    PUSHED_REQUESTS("pushed authorization requests"),
    REQUEST_OBJECTS("request objects"),
    REQUEST_URIS("request_uri"),
    SIGNED_RESPONSES("authorization responses that are JWTs"),
    FIRST_PARTY("clients that need no consent"),
    FAPI("the FAPI 2.0 Security Profile"),
    REQUEST_DEFAULTS("default_max_age, require_auth_time and default_acr_values"),
    AUTHORIZATION_DETAILS("authorization_details"),
    PAIRWISE("pairwise subjects"),
    LEAN_ID_TOKENS("ID tokens without the claims of scopes"),
    SIGNED_USERINFO("userinfo that is a JWT"),
    ENCRYPTION("encrypted answers"),
    RP_LOGOUT("sign-out by a client"),
    BACKCHANNEL_LOGOUT("back-channel logout"),
    FRONTCHANNEL_LOGOUT("front-channel logout"),
    THIRD_PARTY_LOGIN("sign-in that others begin"),
    DEVICES("device authorization");

    private final String words;

    Feature(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
