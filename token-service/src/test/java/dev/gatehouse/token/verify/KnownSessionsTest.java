package dev.gatehouse.token.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.peer.SessionService.Lookup;
import dev.gatehouse.common.peer.SessionService.NoSession;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.keys.Algorithm;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownSessionsTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void aSessionIsLookedUpOnce() {
        KnownSessions sessions = sessions(live(Instant.now().plusSeconds(600)), Duration.ofSeconds(30));
        assertInstanceOf(Live.class, look(sessions, "a"));
        assertInstanceOf(Live.class, look(sessions, "a"));
        look(sessions, "b");
        assertEquals(List.of("a", "b"), asked);
    }

    @Test
    void whatHasNoSessionIsAskedForAgain() {
        KnownSessions sessions = sessions(new NoSession(), Duration.ofSeconds(30));
        look(sessions, "a");
        look(sessions, "a");
        assertEquals(List.of("a", "a"), asked);
    }

    @Test
    void aSessionThatIsOverIsNotRemembered() {
        for (Live over : List.of(live(Instant.now()), live(null))) {
            asked.clear();
            KnownSessions sessions = sessions(over, Duration.ofSeconds(30));
            look(sessions, "a");
            look(sessions, "a");
            assertEquals(List.of("a", "a"), asked);
        }
    }

    @Test
    void itCanBeSwitchedOffAndIsShort() {
        KnownSessions sessions = sessions(live(Instant.now().plusSeconds(600)), Duration.ZERO);
        look(sessions, "a");
        look(sessions, "a");
        assertEquals(List.of("a", "a"), asked);
        assertThrows(IllegalArgumentException.class, () -> sessions(new NoSession(), Duration.ofSeconds(31)));
    }

    private static Lookup look(KnownSessions sessions, String cookie) {
        return sessions.of(cookie).await().indefinitely();
    }

    private static Live live(@Nullable Instant until) {
        return new Live("s", new UUID(0, 1), "ada", Scope.NONE, List.of("pwd"), Instant.EPOCH, "csrf", until, null);
    }

    private KnownSessions sessions(Lookup answer, Duration remembered) {
        var peer = new SessionService() {
            @Override
            public Uni<Opening> open(Open order) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Uni<Lookup> lookup(CookieUse use) {
                asked.add(use.cookie());
                return Uni.createFrom().item(answer);
            }

            @Override
            public Uni<OpenSessions> of(UUID user) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Uni<Void> endAll(UUID user) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Uni<SignedOut> signOut(SignOut order) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Uni<Standing> standing(Sessions asked) {
                throw new UnsupportedOperationException();
            }
        };
        return new KnownSessions(peer, new VerifyConfig() {
            @Override
            public String audience() {
                return "a";
            }

            @Override
            public Duration lifetime() {
                return Duration.ofSeconds(60);
            }

            @Override
            public Algorithm algorithm() {
                return Algorithm.ES256;
            }

            @Override
            public long reused() {
                return 0;
            }

            @Override
            public Duration sessionRemembered() {
                return remembered;
            }

            @Override
            public long sessions() {
                return 10;
            }
        });
    }
}
