package dev.gatehouse.token.access;

import dev.gatehouse.common.peer.TokenService.Confirmation;
import java.util.Optional;

/**
 * Whether an access token may be presented in the way that it was; pure. Whoever lets somebody in by an access token asks
 * here, and what is presented beside the token, a proof or a certificate, comes in here.
 */
public final class Binding {
    private Binding() {}

    /** Why the token does not count though it is good in itself; empty where it does. */
    public static Optional<String> objection(AccessToken token) {
        Confirmation confirmation = token.confirmation();
        if (confirmation == null) {
            return Optional.empty();
        }
        return Optional.of(
                confirmation.jkt() == null
                        ? "the token is bound to a certificate, which was not shown"
                        : "the token is bound to a key, which was not proved");
    }
}
