package dev.gatehouse.identity.mail;

import org.jspecify.annotations.Nullable;

/**
 * A mail to one user.
 *
 * @param text what it says
 * @param link what the user may follow
 * @param note what to do where the user knows nothing of it
 */
public record Letter(
        Recipient to,
        String greeting,
        String subject,
        String text,
        @Nullable String link,
        String note) {
    /** Keeps addresses and tokens out of logs. */
    @Override
    public String toString() {
        return "Letter";
    }
}
