package dev.gatehouse.oauth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.oauth.KeysInMemory;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ClientTokensTest {
    private static final ClientMetadata NOTHING = asked(null, null, null, null, null, null);
    private final ClientAdministration administration;
    private final ClientStore store;

    @Inject
    ClientTokensTest(ClientAdministration administration, ClientStore store) {
        this.administration = administration;
        this.store = store;
    }

    @Test
    void whatIsRegisteredIsKeptAndCanBeChangedAndTakenBack() {
        var asked = asked(
                Duration.ofMinutes(2),
                Duration.ofDays(20),
                Duration.ofHours(3),
                "RS256",
                "ES256",
                List.of("urn:a", "https://b.example/?c=d", "urn:a"),
                Map.of("orders:read", List.of("email", "groups", "email"), "profile", List.of()),
                true);
        RegisteredClient made = assertInstanceOf(ClientAdministration.Saved.class, administration.register(asked))
                .client();
        var tokens = new ClientTokens(
                Duration.ofMinutes(2),
                Duration.ofDays(20),
                Duration.ofHours(3),
                "RS256",
                "ES256",
                List.of("urn:a", "https://b.example/?c=d"),
                Map.of("orders:read", List.of("email", "groups"), "profile", List.of()),
                true);
        assertEquals(tokens, made.tokens());
        assertEquals(tokens, stored(made));
        administration.change(made.clientId(), NOTHING);
        assertEquals(tokens, stored(made));
        administration.change(
                made.clientId(),
                asked(Duration.ZERO, Duration.ZERO, Duration.ZERO, "ES256", "RS256", List.of(), Map.of(), false));
        assertEquals(ClientTokens.ORDINARY, stored(made));
    }

    private ClientTokens stored(RegisteredClient client) {
        return store.client(client.clientId()).orElseThrow().tokens();
    }

    @Test
    void withoutAWordTheyAreTheOrdinaryOnes() {
        assertEquals(List.of(), wrong(NOTHING));
        assertEquals(
                ClientTokens.ORDINARY,
                ClientTokenRules.check(NOTHING, ClientTokens.ORDINARY, List.of(), new ArrayList<>()));
    }

    @ParameterizedTest
    @CsvSource({"PT9S, true", "PT-1S, true", "PT10S, false", "PT24H, false", "PT24H1S, true"})
    void anAccessTokenLivesForADayAtMost(Duration lifetime, boolean refused) {
        assertEquals(
                refused ? List.of("access_token_lifetime") : List.of(),
                wrong(asked(lifetime, null, null, null, null, null)));
    }

    @Test
    void aGrantLivesForTenYearsAtMost() {
        Duration longest = Duration.ofDays(3650);
        assertEquals(List.of(), wrong(asked(null, longest, longest, null, null, null)));
        Duration longer = longest.plusSeconds(1);
        assertEquals(
                List.of("refresh_token_lifetime", "refresh_token_idle"),
                wrong(asked(null, longer, longer, null, null, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS512", "PS256", "es256", "", "RS256 "})
    void anAlgorithmIsOneThatThereAreKeysFor(String name) {
        assertEquals(
                List.of("access_token_signed_response_alg", "id_token_signed_response_alg"),
                wrong(asked(null, null, null, name, name, null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "orders", "/orders", "https://a.example/#part", "https://a b", "https://\u00e4.example"})
    void aResourceIsAnAbsoluteUri(String resource) {
        assertEquals(List.of("resources"), wrong(asked(null, null, null, null, null, List.of("urn:a", resource))));
    }

    @Test
    void allResourcesFitIntoOneToken() {
        assertEquals(List.of(), wrong(asked(null, null, null, null, null, List.of("urn:" + "a".repeat(1020)))));
        assertEquals(
                List.of("resources"),
                wrong(asked(null, null, null, null, null, List.of("urn:a", "urn:" + "a".repeat(1020)))));
    }

    @ParameterizedTest
    @CsvSource({
        "orders:read, email, false",
        "orders:read, roles, false",
        "orders:read, sub, true",
        "orders:read, client_id, true",
        "orders:read, preferred_username, true",
        "orders:read, tenant, true",
        "orders:read other, email, true",
        "'', email, true",
        "a\"b, email, true"
    })
    void aScopeTellsClaimsOfUsersAndNoneOfTheProtocol(String scope, String claim, boolean refused) {
        assertEquals(
                refused ? List.of("claims_by_scope") : List.of(),
                wrong(asked(null, null, null, null, null, null, Map.of(scope, List.of(claim)), null)));
    }

    private static List<String> wrong(ClientMetadata asked) {
        var wrong = new ArrayList<Violation>();
        ClientTokenRules.check(asked, ClientTokens.ORDINARY, KeysInMemory.ALGORITHMS, wrong);
        return wrong.stream().map(Violation::field).toList();
    }

    private static ClientMetadata asked(
            @Nullable Duration access,
            @Nullable Duration refresh,
            @Nullable Duration idle,
            @Nullable String accessAlg,
            @Nullable String idAlg,
            @Nullable List<String> resources) {
        return asked(access, refresh, idle, accessAlg, idAlg, resources, null, null);
    }

    private static ClientMetadata asked(
            @Nullable Duration access,
            @Nullable Duration refresh,
            @Nullable Duration idle,
            @Nullable String accessAlg,
            @Nullable String idAlg,
            @Nullable List<String> resources,
            @Nullable Map<String, List<String>> claims,
            @Nullable Boolean statusList) {
        return new ClientMetadata(
                "An API",
                null,
                Collections.singletonList("client_credentials"),
                null,
                null,
                null,
                null,
                null,
                access,
                refresh,
                idle,
                accessAlg,
                idAlg,
                resources,
                claims,
                statusList,
                Map.of());
    }
}
