package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.oauth.FormParameters;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was sent.
 *
 * @param asked its parameters
 * @param carried what the browser brings along of it to the sign-in page and back
 * @param hinted the user whom an ID token that came with it means, as the client knows them; null for anyone
 * @param pushed the {@code request_uri} that an answer spends; null where it was not pushed
 */
record Sent(
        FormParameters asked,
        FormParameters carried,
        @Nullable String hinted,
        @Nullable String pushed) {}
