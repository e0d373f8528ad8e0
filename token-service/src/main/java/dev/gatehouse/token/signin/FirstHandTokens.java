package dev.gatehouse.token.signin;

import dev.gatehouse.common.measure.CrossTally;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Counts the tokens that users get for themselves, under the name that oauth-service counts those of clients by. */
@Startup
@Singleton
class FirstHandTokens {
    private final CrossTally<Grant, ClientType> tally;

    FirstHandTokens(MeterRegistry registry) {
        tally = CrossTally.of(
                registry,
                "gatehouse.tokens.issued",
                "Answers with tokens, by the grant and the type of client.",
                "grant",
                Grant.class,
                "client_type",
                ClientType.class);
    }

    /** What they are given for. */
    enum Grant {
        password,
        refresh_token
    }

    private enum ClientType {
        first_party
    }

    void count(Grant grant) {
        tally.count(grant, ClientType.first_party);
    }
}
