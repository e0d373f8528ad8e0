package dev.gatehouse.token.clientkey;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which key it is; {@code kid} is {@code hs.<client id>.<version>}, which no other key can have: those are thumbprints,
 * without dots.
 */
public record KeyId(String clientId, int version) {
    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern KID = Pattern.compile("hs\\.([A-Za-z0-9_-]{1,64})\\.([1-9][0-9]{0,8})");

    /** @throws IllegalArgumentException where no client can have that id, or no key that version */
    public KeyId {
        if (!possible(clientId) || version < 1) {
            throw new IllegalArgumentException("there is no key of that name");
        }
    }

    /** Empty where it is the kid of no shared key. */
    static Optional<KeyId> read(String kid) {
        Matcher parts = KID.matcher(kid);
        return parts.matches()
                ? Optional.of(new KeyId(parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    /** Whether a client of that id can share a key. */
    public static boolean possible(@Nullable String clientId) {
        return clientId != null && CLIENT.matcher(clientId).matches();
    }

    KeyId next() {
        return new KeyId(clientId, version + 1);
    }

    public String kid() {
        return "hs." + clientId + "." + version;
    }
}
