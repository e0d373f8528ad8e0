package dev.gatehouse.session.page;

/** What was wrong with a form that was sent: the page says so, and next to which field. */
public enum Fault {
    NONE,
    NO_NAME,
    NO_PASSWORD,
    NO_CODE,
    REFUSED,
    NO_RECOVERY,
    WRONG_RECOVERY,
    FOREIGN,
    PAUSE,
    BUSY;

    public boolean there() {
        return this != NONE;
    }

    /** Whether it is about the code. */
    public boolean ofCode() {
        return this == NO_CODE || this == REFUSED;
    }

    /** Whether it is about the recovery code. */
    public boolean ofRecovery() {
        return this == NO_RECOVERY || this == WRONG_RECOVERY;
    }

    public boolean is(String name) {
        return name().equals(name);
    }
}
