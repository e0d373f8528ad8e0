package dev.gatehouse.oauth.subject;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientAdministration.Outcome;
import dev.gatehouse.oauth.client.ClientAdministration.Refused;
import dev.gatehouse.oauth.client.ClientAdministration.Saved;
import dev.gatehouse.oauth.client.ClientMetadata;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which clients know users by the same names. */
@QuarkusTest
class SectorsTest {
    private static final String ELSEWHERE = "https://elsewhere.example/cb";
    private final ClientAdministration clients;
    private final Sectors sectors;

    @Inject
    SectorsTest(ClientAdministration clients, Sectors sectors) {
        this.clients = clients;
        this.sectors = sectors;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"https://app.example/cb\"] | true",
                "[\"https://other.example/\", \"https://app.example/cb\"] | true",
                "[\"https://app.example/cb/\"] | false",
                "[] | false",
                "[null, 7] | false",
                "null | false",
                "{\"https://app.example/cb\": 1} | false",
                "https://app.example/cb | false"
            })
    void aSectorNamesAllRedirectUris(String body, boolean fine) {
        var answer = new GuardedFetch.Fetched(body.getBytes(StandardCharsets.UTF_8), "application/json");
        assertEquals(
                fine, sectors.objections(answer, List.of(Fixtures.CALLBACK)).isEmpty());
    }

    @Test
    void aSectorThatCannotBeAskedIsNone() {
        Map<String, Object> asked = Map.of("sector_identifier_uri", "https://localhost:1/sector");
        assertEquals(List.of("sector_identifier_uri"), refused(register(List.of(Fixtures.CALLBACK), asked)));
        String client = saved(register(List.of(Fixtures.CALLBACK), Map.of()));
        assertEquals(List.of("sector_identifier_uri"), refused(clients.change(client, metadata(null, asked))));
    }

    @Test
    void withoutOneTheHostOfTheRedirectUrisIs() {
        var pairwise = Map.<String, Object>of("subject_type", "pairwise");
        var saved = assertInstanceOf(Saved.class, register(List.of(Fixtures.CALLBACK), pairwise));
        assertEquals("app.example", saved.client().answers().sector());
        assertEquals(
                List.of("sector_identifier_uri"), refused(register(List.of(Fixtures.CALLBACK, ELSEWHERE), pairwise)));
    }

    @Test
    void aClientThatExchangesTokensKnowsUsersByTheirIds() {
        var asked = Fixtures.metadata(
                        "An API",
                        List.of(Fixtures.CALLBACK),
                        List.of("authorization_code", "urn:ietf:params:oauth:grant-type:token-exchange"),
                        null,
                        null,
                        null,
                        null,
                        null)
                .with(Map.of("subject_type", "pairwise"));
        assertEquals(List.of("subject_type"), refused(clients.register(asked)));
    }

    @Test
    void discoverySaysSo() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("subject_types_supported", hasItems("public", "pairwise"));
    }

    private Outcome register(List<String> redirectUris, Map<String, Object> more) {
        return clients.register(metadata(redirectUris, more));
    }

    private static ClientMetadata metadata(@Nullable List<String> redirectUris, Map<String, Object> more) {
        return Fixtures.metadata("An application", redirectUris, null, null, null, null, null, null)
                .with(more);
    }

    private static String saved(Outcome outcome) {
        return assertInstanceOf(Saved.class, outcome).client().clientId();
    }

    private static List<String> refused(Outcome outcome) {
        return assertInstanceOf(Refused.class, outcome).violations().stream()
                .map(Violation::field)
                .toList();
    }
}
