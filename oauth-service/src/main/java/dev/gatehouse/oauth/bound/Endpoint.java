package dev.gatehouse.oauth.bound;

/** Where clients say who they are. */
public enum Endpoint {
    TOKEN("/oauth2/token", true),
    /** Pushed authorization requests (RFC 9126): a proof there says which key the code is to be bound to. */
    PUSHED("/oauth2/par", false),
    /** Device authorization (RFC 8628): a proof there says which key the device code is to be bound to. */
    DEVICE("/oauth2/device_authorization", false);

    private final String path;
    private final boolean tokens;

    Endpoint(String path, boolean tokens) {
        this.path = path;
        this.tokens = tokens;
    }

    /** Below the issuer. */
    String path() {
        return path;
    }

    /** Whether it gives tokens, which are bound as the client is registered for. */
    boolean tokens() {
        return tokens;
    }
}
