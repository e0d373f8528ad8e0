package dev.gatehouse.launcher.process;

import java.util.List;

/** Why the suite cannot be started, in one line for the person at the terminal. */
public final class LaunchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> details;

    public LaunchFailure(String message) {
        this(message, List.of());
    }

    /** @param details lines to print after the message, such as the end of a log */
    public LaunchFailure(String message, List<String> details) {
        super(message);
        this.details = List.copyOf(details);
    }

    public List<String> details() {
        return details;
    }
}
