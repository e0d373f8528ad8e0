package dev.gatehouse.oauth.outbound;

import dev.gatehouse.oauth.client.ClientOrigin;
import dev.gatehouse.oauth.client.RegisteredClient;

/** How far an address may lead. */
public enum Reach {
    /** To public addresses alone: anybody can have named it. */
    PUBLIC,
    /** Into {@link OutboundConfig#allowedNetworks}, too: an administrator has named it. */
    HOUSE;

    /** Of the addresses of {@code client}. */
    public static Reach of(RegisteredClient client) {
        return client.origin().kind() == ClientOrigin.Kind.admin ? HOUSE : PUBLIC;
    }
}
