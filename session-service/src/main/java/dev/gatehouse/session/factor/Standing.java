package dev.gatehouse.session.factor;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.session.attempt.Attempt;
import dev.gatehouse.session.login.Demand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has proved one factor, and has to prove another.
 *
 * @param attempt what was proved, and where it leads
 * @param cookie of the browser: of the attempt, or of the session where that has to prove more
 * @param stepUp whether there is a session
 */
record Standing(Attempt attempt, String cookie, boolean stepUp) {
    private static final String PASSKEY = "passkey";

    /** What has to be reached; null for anything. */
    @Nullable
    AuthenticationClass acr() {
        return Demand.named(attempt.acr());
    }

    /** What the page offers: of all that the user has, what reaches that. */
    List<String> offered() {
        return keysOnly() ? List.of(PASSKEY) : attempt.factors();
    }

    /** A recovery code is as good as any other code. */
    boolean recovery() {
        return !keysOnly();
    }

    private boolean keysOnly() {
        return acr() == AuthenticationClass.PHISHING_RESISTANT
                && attempt.factors().contains(PASSKEY);
    }

    /** Names the form: one of another attempt, in another tab, is not taken for it. */
    String purpose() {
        return "factor:" + Secrets.sha256(cookie);
    }

    /** Keeps the cookie out of logs. */
    @Override
    public String toString() {
        return "Standing[" + attempt.subject() + "]";
    }
}
