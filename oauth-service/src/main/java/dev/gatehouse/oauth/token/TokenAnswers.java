package dev.gatehouse.oauth.token;

import dev.gatehouse.common.measure.CrossTally;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Counts what the token endpoint answers. */
@Startup
@Singleton
class TokenAnswers {
    private final CrossTally<GrantType, ClientType> issued;
    private final CrossTally<GrantType, ClientType> refused;
    private final Counter turnedAway;

    TokenAnswers(MeterRegistry registry) {
        issued =
                tally(registry, "gatehouse.tokens.issued", "Answers with tokens, by the grant and the type of client.");
        refused = tally(
                registry,
                "gatehouse.tokens.refused",
                "Known clients that got no tokens by a grant that they may use, by the grant and the type of client.");
        turnedAway = Counter.builder("gatehouse.clients.turned.away")
                .description("Calls of the token endpoint by unknown clients, or for a grant that they may not use.")
                .register(registry);
    }

    private static CrossTally<GrantType, ClientType> tally(MeterRegistry registry, String name, String description) {
        return CrossTally.of(registry, name, description, "grant", GrantType.class, "client_type", ClientType.class);
    }

    private enum ClientType {
        confidential,
        public_
    }

    void count(GrantType grant, RegisteredClient client, Answer answer) {
        ClientType type = client.confidential() ? ClientType.confidential : ClientType.public_;
        switch (answer) {
            case Granted ignored -> issued.count(grant, type);
            case Refused ignored -> refused.count(grant, type);
        }
    }

    void turnedAway() {
        turnedAway.increment();
    }
}
