package dev.gatehouse.oauth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.Fixtures;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a secret takes the place of another, and what is kept of them. */
@QuarkusTest
class ClientSecretsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final ClientAdministration administration;
    private final ClientStore store;
    private final ClientSecrets secrets;

    @Inject
    ClientSecretsTest(ClientAdministration administration, ClientStore store, ClientSecrets secrets) {
        this.administration = administration;
        this.store = store;
        this.secrets = secrets;
    }

    @Test
    void bothCountForAWhile() {
        var saved = Fixtures.register(administration, "client_secret_basic");
        var rotated = rotate(saved.client(), Duration.ofHours(1));
        assertEquals(List.of(true, true), known(saved.client(), saved.secret(), rotated.secret()));
        var again = rotate(saved.client(), Duration.ZERO);
        assertEquals(
                List.of(false, false, true), known(saved.client(), saved.secret(), rotated.secret(), again.secret()));
    }

    @Test
    void anOverlapIsNeverMadeLonger() {
        ClientSecret ending = new ClientSecret("a", null, NOW.minusSeconds(9), NOW.plusSeconds(60));
        var after = ClientSecrets.rotated(
                List.of(ending, ClientSecret.of("b", NOW.minusSeconds(1))),
                ClientSecret.of("c", NOW),
                Duration.ofHours(1),
                NOW);
        assertEquals(
                List.of("c", "b", "a"), after.stream().map(ClientSecret::hash).toList());
        assertNull(after.get(0).expiresAt());
        assertEquals(NOW.plusSeconds(3600), after.get(1).expiresAt());
        assertEquals(NOW.plusSeconds(60), after.get(2).expiresAt());
    }

    @Test
    void soManyCountAndNoMore() {
        var client = Fixtures.register(administration, "client_secret_basic").client();
        for (int i = 0; i < 7; i++) {
            rotate(client, Duration.ofDays(1));
        }
        assertEquals(
                1 + ClientSecrets.MOST_BEFORE,
                store.client(client.clientId()).orElseThrow().secrets().size());
    }

    @Test
    void aClientWithoutSecretsGetsNone() {
        var open = Fixtures.register(administration, "none").client();
        assertInstanceOf(
                ClientAdministration.Refused.class, administration.rotate(open.clientId(), Duration.ofDays(1)));
        assertInstanceOf(ClientAdministration.Absent.class, administration.rotate("nobody", Duration.ofDays(1)));
    }

    @Test
    void theSecretItselfIsKeptOnlyOfThoseThatSignWithIt() {
        var saved = Fixtures.register(administration, "client_secret_basic");
        String id = saved.client().clientId();
        assertNull(saved.client().secrets().getFirst().sealed());
        var signing = assertInstanceOf(
                ClientAdministration.Saved.class,
                administration.change(
                        id, Fixtures.metadata(null, null, null, null, null, "client_secret_jwt", null, null)));
        // What is known as a hash alone is no key.
        assertNotNull(signing.secret());
        assertEquals(List.of(signing.secret()), secrets.unsealed(signing.client(), Instant.now()));
        assertFalse(Objects.requireNonNull(signing.client().secrets().getFirst().sealed())
                .contains(Objects.requireNonNull(signing.secret())));
        assertEquals(signing.client(), store.client(id).orElseThrow());
        var basic = assertInstanceOf(
                ClientAdministration.Saved.class,
                administration.change(
                        id, Fixtures.metadata(null, null, null, null, null, "client_secret_basic", null, null)));
        assertNull(basic.secret());
        assertNull(store.client(id).orElseThrow().secrets().getFirst().sealed());
        assertEquals(List.of(true), known(basic.client(), signing.secret()));
    }

    private ClientAdministration.Saved rotate(RegisteredClient client, Duration overlap) {
        return assertInstanceOf(ClientAdministration.Saved.class, administration.rotate(client.clientId(), overlap));
    }

    private List<Boolean> known(RegisteredClient client, @Nullable String... shown) {
        Optional<RegisteredClient> now = store.client(client.clientId());
        return Arrays.stream(shown)
                .map(secret -> ClientAuthenticator.authenticate(now, AuthMethod.client_secret_basic, secret)
                        .isPresent())
                .toList();
    }
}
