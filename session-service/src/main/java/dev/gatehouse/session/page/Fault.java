package dev.gatehouse.session.page;

/** What was wrong with a form that was sent: the page says so, and next to which field. */
public enum Fault {
    NONE,
    NO_NAME,
    NO_PASSWORD,
    NO_CODE,
    REFUSED,
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

    public boolean is(String name) {
        return name().equals(name);
    }
}
