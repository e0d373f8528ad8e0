package dev.gatehouse.identity.mail;

import java.util.function.Function;

/** What users are told of that was done in their account: whatever lets somebody sign in, or keeps somebody out. */
public enum AccountChange {
    PASSKEY_ADDED(LetterTexts::passkeyAdded),
    PASSKEY_REMOVED(LetterTexts::passkeyRemoved),
    FACTOR_ADDED(LetterTexts::factorAdded),
    FACTOR_REMOVED(LetterTexts::factorRemoved),
    RECOVERY_CODES_RENEWED(LetterTexts::recoveryCodesRenewed),
    PROVIDER_LINKED(LetterTexts::providerLinked),
    PROVIDER_UNLINKED(LetterTexts::providerUnlinked);

    private final Function<LetterTexts, String> words;

    AccountChange(Function<LetterTexts, String> words) {
        this.words = words;
    }

    /** As a line of its own. */
    String in(LetterTexts texts) {
        return words.apply(texts);
    }
}
