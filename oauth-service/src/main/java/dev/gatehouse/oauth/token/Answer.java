package dev.gatehouse.oauth.token;

/** What the token endpoint answers. */
sealed interface Answer permits Granted, Refused {}
