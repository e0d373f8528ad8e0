package dev.gatehouse.token.status;

import java.util.Optional;
import java.util.UUID;

/** How lists are named: in tokens, in the lists themselves, and where they are fetched. */
final class StatusListUri {
    static final String PATH = "/tokens/status";

    private StatusListUri() {}

    /** What comes before the id. */
    static String base(String issuer) {
        return issuer + PATH + "/";
    }

    /** The id as we write it, and in no other form. */
    static Optional<UUID> id(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
