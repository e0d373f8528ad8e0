package dev.gatehouse.suite.setup;

/**
 * A client registered with the suite.
 *
 * @param secret empty for a public client
 */
public record OAuthClient(String id, String secret, String redirectUri) {}
