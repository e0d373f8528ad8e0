package dev.gatehouse.oauth.token;

import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.oauth.client.RegisteredClient;
import org.jspecify.annotations.Nullable;

/**
 * A client that has proved who it is.
 *
 * @param confirmation the key that it has proved to hold, which its tokens are to be bound to; null for none
 */
public record Proven(RegisteredClient client, @Nullable Confirmation confirmation) {}
