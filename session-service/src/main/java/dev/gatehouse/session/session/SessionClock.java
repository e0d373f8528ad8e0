package dev.gatehouse.session.session;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** What time it is; tests have their own. */
class SessionClock {
    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
