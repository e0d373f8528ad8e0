package dev.gatehouse.oauth.client;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The clients that a document at the address of their id describes; the room that reads these is a bean of this. */
public interface SelfDescribed {
    /**
     * Never blocks.
     *
     * @param clientId an address
     * @param kept what is known of it
     * @return the client as its document has it; empty where there is none that counts
     */
    Uni<Optional<RegisteredClient>> current(String clientId, Uni<Optional<RegisteredClient>> kept);
}
