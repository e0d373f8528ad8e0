package dev.gatehouse.oauth.device;

import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.page.Mishap;
import org.jspecify.annotations.Nullable;

/** What a browser gets that comes to let a device in. */
sealed interface Outcome {
    /** @param address of our own */
    record LeadTo(String address) implements Outcome {}

    /**
     * The form to type the code in.
     *
     * @param userCode that is in it already; empty for none
     * @param steppedUp whether the user was sent to prove more for it
     * @param seconds to wait, where there were too many tries
     */
    record AskCode(String username, String csrfToken, String userCode, boolean steppedUp, Fault fault, int seconds)
            implements Outcome {}

    /** What was wrong with the code that was typed. */
    enum Fault {
        NONE,
        /** It can be none. */
        MALFORMED,
        /** There is none such that nobody has decided. */
        UNKNOWN,
        TOO_MANY,
        /** The client asks for a sign-in that the user was sent to, and cannot do. */
        TOO_WEAK
    }

    /**
     * @param unverified whether nobody vouches for the client
     * @param request under which the decision is to come back
     * @param mark of it, for this session and scope
     */
    record AskUser(
            String clientName,
            boolean unverified,
            String username,
            String csrfToken,
            String userCode,
            DeviceRequest asked,
            Scope scope,
            String request,
            String mark)
            implements Outcome {}

    /** @param clientName null where nothing was allowed */
    record Decided(@Nullable String clientName) implements Outcome {}

    record ShowError(Mishap mishap) implements Outcome {}
}
