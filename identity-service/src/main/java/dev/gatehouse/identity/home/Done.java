package dev.gatehouse.identity.home;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the page after a form says was done. Whoever makes a link to it can have it say no more than these. */
public enum Done {
    profile_saved,
    confirmation_mailed,
    address_mailed,
    code_mailed,
    passkey_added,
    passkey_renamed,
    passkey_removed,
    passkey_optional,
    factor_on,
    factor_off,
    linked,
    unlinked;

    static final String PARAMETER = "done";

    /** Null where it is none of them. */
    static @Nullable Done named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
