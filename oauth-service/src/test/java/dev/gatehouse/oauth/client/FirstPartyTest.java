package dev.gatehouse.oauth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.oauth.Fixtures;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FirstPartyTest {
    private final ClientStore store;
    private final Clients clients;

    @Inject
    FirstPartyTest(ClientStore store, Clients clients) {
        this.store = store;
        this.clients = clients;
    }

    @Test
    void noClientHasTheNameOfGatehouseItself() {
        RegisteredClient other = Fixtures.client(AuthMethod.none, "", GrantType.authorization_code);
        RegisteredClient named = Fixtures.named(other, TokenService.FIRST_PARTY, other.redirectUris());
        assertThrows(IllegalArgumentException.class, () -> store.insert(named));
        assertEquals(Optional.empty(), store.client(TokenService.FIRST_PARTY));
        assertEquals(
                Optional.empty(), clients.find(TokenService.FIRST_PARTY).await().indefinitely());
    }
}
