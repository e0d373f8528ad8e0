package dev.gatehouse.identity.password;

/** Why a password may not be chosen. */
public enum Objection {
    too_short("The password has fewer than " + PasswordPolicy.SHORTEST + " characters."),
    common("The password is one of those that everyone tries first."),
    own_name("The password is little more than the username or the e-mail address."),
    breached("The password was found in a breach of another site: others know it."),
    used_before("The password is one that the account had before.");

    private final String sentence;

    Objection(String sentence) {
        this.sentence = sentence;
    }

    /** For the user of a program to read. */
    public String sentence() {
        return sentence;
    }
}
