package dev.gatehouse.oauth.mark;

import dev.gatehouse.common.secret.Secrets;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * MACs (RFC 2104) on what a browser carries for us and brings back. So nothing of it has to be stored, which strangers could
 * fill up. A mark hides nothing, and says nothing of how often it was shown.
 */
@Startup
@Singleton
public class Marks {
    private static final int SHORTEST_SECRET = 32;
    private static final int LONGEST_SECRET = 256;
    private final List<String> secrets;

    /** @throws IllegalArgumentException where there are not one or two secrets of 32 to 256 characters */
    public Marks(MarkConfig config) {
        secrets = List.copyOf(config.secrets());
        if (secrets.isEmpty() || secrets.size() > 2) {
            throw new IllegalArgumentException("gatehouse.oauth.mark.secrets takes one or two secrets");
        }
        for (String secret : secrets) {
            if (secret.length() < SHORTEST_SECRET || secret.length() > LONGEST_SECRET) {
                throw new IllegalArgumentException(
                        "a secret in gatehouse.oauth.mark.secrets has not 32 to 256 characters");
            }
        }
    }

    /** What a mark is for; that of one purpose is no good for another. */
    public enum Purpose {
        /** To an upstream provider and back. */
        WAY,
        /** To the sign-in page, for an authorization request, and back. */
        SIGN_IN,
        /** The page that asks whether a device may come in, for one session. */
        DEVICE
    }

    /** The mark of {@code parts}, in this order and so divided: 43 characters of base64url. */
    public String of(Purpose purpose, String... parts) {
        return Secrets.mac(secrets.getFirst(), text(purpose, parts));
    }

    /** Whether it is their mark, under any of the secrets; compares in constant time. */
    public boolean fits(String mark, Purpose purpose, String... parts) {
        String text = text(purpose, parts);
        boolean fits = false;
        for (String secret : secrets) {
            fits |= Secrets.equal(Secrets.mac(secret, text), mark);
        }
        return fits;
    }

    /** With the length of each, so that what ends one cannot begin the next. */
    private static String text(Purpose purpose, String... parts) {
        var text = new StringBuilder(purpose.name());
        for (String part : parts) {
            text.append('\n').append(part.length()).append(':').append(part);
        }
        return text.toString();
    }
}
