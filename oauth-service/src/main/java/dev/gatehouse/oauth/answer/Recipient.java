package dev.gatehouse.oauth.answer;

import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.request.ResponseMode;
import org.jspecify.annotations.Nullable;

/**
 * Who is answered.
 *
 * @param redirectUri of the client
 * @param state as it was sent
 */
public record Recipient(
        RegisteredClient client,
        String redirectUri,
        @Nullable String state,
        ResponseMode mode) {}
