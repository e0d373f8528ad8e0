package dev.gatehouse.session.session;

import java.time.Duration;

/** How long a session lasts. */
public interface SessionLimits {
    /** A session that is not used for so long ends. */
    Duration idle();

    /** A session ends so long after the sign-in, however much it is used. */
    Duration absolute();
}
