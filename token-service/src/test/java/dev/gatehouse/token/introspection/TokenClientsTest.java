package dev.gatehouse.token.introspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.oauth.PresentedClient.Presented;
import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.OAuthService.Client;
import dev.gatehouse.common.peer.OAuthService.InvalidClient;
import dev.gatehouse.common.scope.Scope;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long a client that has shown its secret is known again. */
class TokenClientsTest {
    private static final Client APP = new Client("app", true, Scope.parse("profile"), List.of());
    private final AtomicInteger asked = new AtomicInteger();
    private final OAuthService oauth = new OAuthService() {
        @Override
        public Uni<ClientAuthentication> authenticate(Presentation presented) {
            asked.incrementAndGet();
            return Uni.createFrom().item("right".equals(presented.clientSecret()) ? APP : new InvalidClient());
        }

        @Override
        public Uni<Void> ended(SessionEnded ended) {
            throw new AssertionError("nobody tells of sessions");
        }

        @Override
        public Uni<Frames> frames(String sid) {
            throw new AssertionError("nobody opens frames");
        }

        @Override
        public Uni<Consents> consentsOf(UUID user) {
            throw new AssertionError("nobody asks for consents");
        }

        @Override
        public Uni<Void> forget(UUID user) {
            throw new AssertionError("nobody forgets consents");
        }
    };

    private final TokenClients clients = new TokenClients(oauth, () -> Duration.ofMinutes(1));

    private static Optional<Client> shown(TokenClients clients, @Nullable String secret, AuthMethod method) {
        return clients.authenticate(new Presented("app", secret, method), null)
                .await()
                .indefinitely();
    }

    private Optional<Client> shown(@Nullable String secret) {
        return shown(clients, secret, AuthMethod.client_secret_basic);
    }

    @Test
    void whoHasShownTheirSecretIsKnownAgain() {
        assertEquals(Optional.of(APP), shown("right"));
        assertEquals(Optional.of(APP), shown("right"));
        assertEquals(1, asked.get());
    }

    @Test
    void anotherSecretOrNoneIsNotThatOne() {
        assertEquals(Optional.of(APP), shown("right"));
        assertEquals(Optional.empty(), shown("wrong"));
        assertEquals(Optional.empty(), shown(null));
        assertEquals(3, asked.get());
    }

    @Test
    void anAssertionIsShownToOauthServiceEachTime() {
        var shown = new Presented("app", "right", AuthMethod.none, "an assertion");
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    Optional.of(APP), clients.authenticate(shown, null).await().indefinitely());
        }
        assertEquals(2, asked.get());
    }

    @Test
    void anotherCertificateIsAnotherProof() {
        var shown = new Presented("app", "right", AuthMethod.none);
        for (String certificate : List.of("one", "one", "other")) {
            assertEquals(
                    Optional.of(APP),
                    clients.authenticate(shown, certificate).await().indefinitely());
        }
        assertEquals(2, asked.get());
    }

    @Test
    void aRefusalIsAskedForAgain() {
        assertEquals(Optional.empty(), shown("wrong"));
        assertEquals(Optional.empty(), shown("wrong"));
        assertEquals(2, asked.get());
    }

    @Test
    void theSameSecretInAnotherWayIsAnotherProof() {
        assertEquals(Optional.of(APP), shown("right"));
        shown(clients, "right", AuthMethod.client_secret_post);
        assertEquals(2, asked.get());
    }

    @Test
    void noneIsKnownForLongerThanAMinute() {
        assertThrows(IllegalArgumentException.class, () -> new TokenClients(oauth, () -> Duration.ofSeconds(61)));
    }

    @Test
    void withoutAMemoryEachIsAskedFor() {
        var forgetful = new TokenClients(oauth, () -> Duration.ZERO);
        shown(forgetful, "right", AuthMethod.client_secret_basic);
        shown(forgetful, "right", AuthMethod.client_secret_basic);
        assertEquals(2, asked.get());
    }
}
