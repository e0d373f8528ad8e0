package dev.gatehouse.examples.resource;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the API has to be told.
 *
 * @param issuer as it stands in the claim {@code iss}
 * @param audience one that has to be in {@code aud}
 * @param gatehouse where the issuer is reached from here
 * @param clientId of a client with the scope {@code gatehouse:revocations}
 * @param silence for so long the stream may say nothing: three heartbeats of Gatehouse's
 */
public record Settings(
        int port,
        String issuer,
        String audience,
        URI gatehouse,
        String clientId,
        String clientSecret,
        Duration silence) {
    /** Three of the 15 s that Gatehouse is set to. */
    private static final String SILENCE = "PT45S";

    /** @throws IllegalArgumentException where one that has no default is missing */
    static Settings of(Map<String, String> environment) {
        String issuer = required(environment, "ISSUER");
        return new Settings(
                Integer.parseInt(environment.getOrDefault("PORT", "3000")),
                issuer,
                environment.getOrDefault("AUDIENCE", issuer),
                URI.create(environment.getOrDefault("GATEHOUSE", issuer)),
                required(environment, "CLIENT_ID"),
                required(environment, "CLIENT_SECRET"),
                Duration.parse(environment.getOrDefault("SILENCE", SILENCE)));
    }

    private static String required(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "Settings[" + issuer + "]";
    }
}
