package dev.gatehouse.launcher.demo;

/** What the suite did was not what the demo expects; ends the way that is being walked. */
final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unexpected(String what, String expected, String got) {
        super(what + ": expected " + expected + ", got " + got);
    }

    Unexpected(String what, String expected, Throwable cause) {
        super(what + ": expected " + expected + ", got " + cause, cause);
    }
}
