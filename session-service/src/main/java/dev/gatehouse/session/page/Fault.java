package dev.gatehouse.session.page;

import dev.gatehouse.common.page.Wait;

/** What was wrong with a form that was sent: the page says so, and next to which field. @param seconds to wait */
public record Fault(Kind kind, int seconds) {
    public static final Fault NONE = of(Kind.NONE);
    public static final Fault NO_NAME = of(Kind.NO_NAME);
    public static final Fault NO_PASSWORD = of(Kind.NO_PASSWORD);
    public static final Fault NO_CODE = of(Kind.NO_CODE);
    public static final Fault REFUSED = of(Kind.REFUSED);
    /** It was right, but all sessions were ended meanwhile. */
    public static final Fault OVERTAKEN = of(Kind.OVERTAKEN);

    public static final Fault NO_RECOVERY = of(Kind.NO_RECOVERY);
    public static final Fault WRONG_RECOVERY = of(Kind.WRONG_RECOVERY);
    public static final Fault FOREIGN = of(Kind.FOREIGN);
    public static final Fault BUSY = of(Kind.BUSY);

    /** By which templates know it. */
    public enum Kind {
        NONE,
        NO_NAME,
        NO_PASSWORD,
        NO_CODE,
        REFUSED,
        OVERTAKEN,
        NO_RECOVERY,
        WRONG_RECOVERY,
        FOREIGN,
        PAUSE,
        BUSY
    }

    private static Fault of(Kind kind) {
        return new Fault(kind, 0);
    }

    /** There were too many tries. */
    public static Fault pause(int seconds) {
        return new Fault(Kind.PAUSE, seconds);
    }

    public boolean there() {
        return kind != Kind.NONE;
    }

    /** Whether it is about the code. */
    public boolean ofCode() {
        return kind == Kind.NO_CODE || kind == Kind.REFUSED;
    }

    /** Whether it is about the recovery code. */
    public boolean ofRecovery() {
        return kind == Kind.NO_RECOVERY || kind == Kind.WRONG_RECOVERY;
    }

    /** By its name; Qute has a meaning of its own for "is". */
    public boolean says(String name) {
        return kind.name().equals(name);
    }

    /** When to try again. */
    public String when() {
        return Wait.words(seconds);
    }
}
