package dev.gatehouse.oauth.token;

/** What the token endpoint answers. */
public sealed interface Answer permits Granted, Refused {}
