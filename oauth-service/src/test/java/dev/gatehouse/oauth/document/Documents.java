package dev.gatehouse.oauth.document;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.document.DocumentIntake.Taken;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents that clients describe themselves by. */
final class Documents {
    static final String REDIRECTS = "\"redirect_uris\": [\"" + Fixtures.CALLBACK + "\"]";

    private Documents() {}

    /** Documents count. */
    public static final class On implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Peers.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gatehouse.oauth.client-documents.enabled", "true");
        }
    }

    record Bounds(boolean enabled, int perAddressPerHour, int most) implements DocumentConfig {
        @Override
        public Duration lifetime() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration shortestLifetime() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration longestLifetime() {
            return Duration.ofDays(1);
        }

        @Override
        public Duration failureLifetime() {
            return Duration.ofMinutes(1);
        }
    }

    /** One of {@code id}. @param members of it beside its id and its redirect URIs, as JSON without braces */
    static String document(String id, String members) {
        String more = members.isEmpty() ? "" : ", " + members;
        return "{\"client_id\": \"" + id + "\", " + REDIRECTS + more + "}";
    }

    static Fetched fetched(String document, @Nullable Duration freshFor) {
        return new Fetched(document.getBytes(StandardCharsets.UTF_8), "application/json", freshFor);
    }

    /** What comes of such a one. */
    static RegisteredClient taken(DocumentIntake intake, String id, String members) {
        return assertInstanceOf(Taken.class, intake.take(id, fetched(document(id, members), null)))
                .client();
    }
}
