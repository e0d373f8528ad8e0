package dev.gatehouse.common.oauth;

/** How a client proves who it is to an OAuth endpoint (RFC 7591, section 2; RFC 8705, section 2). */
public enum AuthMethod {
    client_secret_basic,
    client_secret_post,
    /** An assertion that is signed with the secret. */
    client_secret_jwt,
    /** An assertion that is signed with a key of its own. */
    private_key_jwt,
    /** A certificate of an authority, by its subject. */
    tls_client_auth,
    /** A certificate that it has registered. */
    self_signed_tls_client_auth,
    /** A public client: it only names itself. */
    none;

    /** Whether it takes a secret that Gatehouse makes. */
    public boolean secret() {
        return this == client_secret_basic || this == client_secret_post || this == client_secret_jwt;
    }
}
