package dev.gatehouse.oauth.subject;

import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.client.RegisteredClient;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * As whom clients know users (OpenID Connect Core, section 8): all of them alike, or those of a sector by a name that tells
 * nobody else anything. Nothing is stored.
 */
@Startup
@Singleton
public class Subjects {
    private static final int SHORTEST_SALT = 32;
    private static final int LONGEST_SALT = 256;
    private final String salt;

    /** @throws IllegalArgumentException where the salt has not 32 to 256 characters */
    public Subjects(SubjectConfig config) {
        salt = config.salt();
        if (salt.length() < SHORTEST_SALT || salt.length() > LONGEST_SALT) {
            throw new IllegalArgumentException("gatehouse.oauth.subject.salt has not 32 to 256 characters");
        }
    }

    /** What the client calls the user: 43 characters of base64url; null where it is the user's id. */
    public @Nullable String pairwise(RegisteredClient client, UUID user) {
        return client.answers().pairwise()
                ? of(Objects.requireNonNull(client.answers().sector(), "a pairwise client has a sector"), user)
                : null;
    }

    /** What the client calls the user, whichever way. */
    public String of(RegisteredClient client, UUID user) {
        String pairwise = pairwise(client, user);
        return pairwise == null ? user.toString() : pairwise;
    }

    /** A host has no line feed, so no sector and user run into another. */
    private String of(String sector, UUID user) {
        return Secrets.mac(salt, sector + '\n' + user);
    }
}
