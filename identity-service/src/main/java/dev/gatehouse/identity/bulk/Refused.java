package dev.gatehouse.identity.bulk;

/** A line that makes no user; caught where the line is read. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String error;

    /** @param error a code. @param detail a sentence for the administrator, without secrets */
    Refused(String error, String detail) {
        super(detail, null, false, false);
        this.error = error;
    }

    String error() {
        return error;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
