package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.OAuthError;

/** A refusal. */
record Refused(OAuthError error) implements Answer {}
