package dev.gatehouse.identity.mail;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.identity.user.Account;
import java.util.Optional;

/** Whom a letter is for, and in which language they read. */
public record Recipient(String address, String username, Language language) {
    /** The account's own address; empty where it has none. */
    public static Optional<Recipient> of(Account account) {
        return Optional.ofNullable(account.email()).map(email -> at(account, email));
    }

    /** The account's user at another address. */
    public static Recipient at(Account account, String address) {
        return new Recipient(
                address, account.username(), Language.of(account.claims().locale()));
    }
}
