package dev.gatehouse.oauth.registration;

import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientOrigin;
import dev.gatehouse.oauth.client.RegisteredClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many clients there may be of whom nobody vouches. Where all places are taken, those make room that no user has ever let
 * do anything, the first of them first: else whoever takes all of them keeps everybody out. Blocks.
 */
@ApplicationScoped
public class Places {
    /** Those that make room for one; they are more than one only where there may be fewer than before. */
    private static final int MOST_AT_ONCE = 20;

    private final UnverifiedClientStore unverified;
    private final ClientAdministration clients;

    Places(UnverifiedClientStore unverified, ClientAdministration clients) {
        this.unverified = unverified;
        this.clients = clients;
    }

    /** Whether there is a place for one more of {@code kind}. */
    public boolean free(ClientOrigin.Kind kind, int most) {
        return within(kind, most - 1L, null);
    }

    /** Whether there is one for {@code client}, which is there already. */
    public boolean fits(RegisteredClient client, int most) {
        return within(client.origin().kind(), most, client.clientId());
    }

    private boolean within(ClientOrigin.Kind kind, long most, @Nullable String but) {
        for (int gone = 0; unverified.count(kind) > most; gone++) {
            Optional<String> first =
                    gone < MOST_AT_ONCE ? unverified.removeFirstNeverUsed(kind, but) : Optional.empty();
            if (first.isEmpty()) {
                return false;
            }
            // Its row is gone: what is left are the other replicas, its keys and its tokens.
            clients.remove(first.get());
        }
        return true;
    }
}
