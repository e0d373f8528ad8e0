package dev.gatehouse.token.access;

import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.secret.Secrets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether an access token may be presented in the way that it was; pure. Whoever lets somebody in by an access token asks
 * here, and what is presented beside the token, a proof or a certificate, comes in here.
 */
public final class Binding {
    private Binding() {}

    /**
     * What came with a token, found good in itself.
     *
     * @param jkt thumbprint of the key that was proved; with it the token is no bearer token
     * @param certificate thumbprint of the client's certificate
     */
    public record Shown(@Nullable String jkt, @Nullable String certificate) {
        public static final Shown NOTHING = new Shown(null, null);
    }

    /** As of a bearer token, with nothing beside it. */
    public static Optional<String> objection(AccessToken token) {
        return objection(token, Shown.NOTHING);
    }

    /** Why the token does not count though it is good in itself; empty where it does. */
    public static Optional<String> objection(AccessToken token, Shown shown) {
        Confirmation confirmation = token.confirmation();
        String jkt = confirmation == null ? null : confirmation.jkt();
        if (jkt != null) {
            return differs(jkt, shown.jkt(), "the token is bound to a key, which was not proved");
        }
        if (shown.jkt() != null) {
            return Optional.of("the token is bound to no key, and is not presented with a proof");
        }
        String certificate = confirmation == null ? null : confirmation.certificate();
        return certificate == null
                ? Optional.empty()
                : differs(certificate, shown.certificate(), "the token is bound to a certificate, which was not shown");
    }

    private static Optional<String> differs(String expected, @Nullable String shown, String objection) {
        return shown != null && Secrets.equal(expected, shown) ? Optional.empty() : Optional.of(objection);
    }
}
