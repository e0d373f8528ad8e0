package dev.gatehouse.identity.onetime;

/** What a token is good for. */
public enum Purpose {
    /** Showing that the account's address is the user's. */
    confirm_email,
    /** Showing that an address is the user's, which then becomes the account's. */
    change_email,
    reset_password
}
