package dev.gatehouse.oauth.client;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.scope.Scope;
import jakarta.inject.Singleton;

/** Who may change clients, and the providers by which users sign in. */
@Singleton
public class MayChange {
    private final CurrentCaller caller;

    MayChange(CurrentCaller caller) {
        this.caller = caller;
    }

    /**
     * An administrator, first-hand and of late: no application that one has let in does this for them. A program that has the
     * scope as its own, having no user, goes by that alone. Else the call ends in 403.
     *
     * @return the caller's subject
     */
    public String check() {
        var present = caller.with(Scope.ADMIN);
        if (present.user() != null) {
            caller.firstHand();
            caller.recently();
        }
        return present.subject();
    }
}
