package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.OAuthError;

/** A refusal. */
public record Refused(OAuthError error) implements Answer {}
