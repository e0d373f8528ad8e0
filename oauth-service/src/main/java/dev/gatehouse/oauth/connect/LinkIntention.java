package dev.gatehouse.oauth.connect;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * That a user wants to link an account at a provider, as they said before they went there.
 *
 * @param sid the browser session that they said it in; only there can it be carried out
 * @param returnTo a path of our own origin
 */
@RegisterForReflection
record LinkIntention(String provider, UUID user, String sid, String returnTo) {}
