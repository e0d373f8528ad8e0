package dev.gatehouse.common.oauth;

/** How a client proves who it is to an OAuth endpoint (RFC 7591, section 2). */
public enum AuthMethod {
    client_secret_basic,
    client_secret_post,
    /** A public client: it only names itself. */
    none
}
