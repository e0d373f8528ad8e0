package dev.gatehouse.oauth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.oauth.Fixtures;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
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
        var named = new RegisteredClient(
                TokenService.FIRST_PARTY,
                other.clientName(),
                other.redirectUris(),
                other.grantTypes(),
                other.scope(),
                other.authMethod(),
                other.format(),
                List.of(),
                other.mayActFor(),
                other.tokens(),
                other.createdAt(),
                other.updatedAt());
        assertThrows(IllegalArgumentException.class, () -> store.insert(named));
        assertEquals(Optional.empty(), store.client(TokenService.FIRST_PARTY));
        assertEquals(
                Optional.empty(), clients.find(TokenService.FIRST_PARTY).await().indefinitely());
    }
}
