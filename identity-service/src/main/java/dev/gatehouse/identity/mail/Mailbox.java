package dev.gatehouse.identity.mail;

import dev.gatehouse.identity.user.Names;

/** What of an e-mail address tells one mailbox from another. */
public final class Mailbox {
    private Mailbox() {}

    /** As {@link Names#key}, without the part from {@code +} on, which servers deliver to the same mailbox (RFC 5233). */
    public static String of(String email) {
        String key = Names.key(email);
        int at = key.lastIndexOf('@');
        int plus = key.indexOf('+');
        return plus > 0 && plus < at ? key.substring(0, plus) + key.substring(at) : key;
    }
}
