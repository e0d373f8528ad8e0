package dev.gatehouse.oauth.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.oauth.KeysInMemory;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AlgorithmsTest {
    private final AtomicLong clock = new AtomicLong();
    private final TokenService tokens = new TokenService();
    private final Algorithms algorithms = new Algorithms(tokens, clock::get);

    @Test
    void areWhatTokenServiceSaysAndAskedOnceAMinute() {
        tokens.names = List.of("RS256", "ES256");
        assertEquals(List.of("ES256", "RS256"), names());
        tokens.names = List.of("PS256");
        pass(Duration.ofSeconds(59));
        assertEquals(List.of("ES256", "RS256"), names());
        assertEquals(1, tokens.asked);
        pass(Duration.ofSeconds(1));
        assertEquals(List.of("PS256"), names());
    }

    @Test
    void whileItIsAwayWhatItSaidLastStands() {
        tokens.names = List.of("ES256");
        names();
        tokens.away = true;
        pass(Duration.ofHours(1));
        assertEquals(List.of("ES256"), names());
        assertEquals(List.of("ES256"), names());
        assertEquals(2, tokens.asked);
    }

    @Test
    void beforeItSaidAnythingNothingIsMadeUp() {
        tokens.away = true;
        assertThrows(PeerAway.class, this::names);
        tokens.away = false;
        tokens.names = List.of("ES256");
        assertEquals(List.of("ES256"), names());
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private List<String> names() {
        return algorithms.names().await().indefinitely();
    }

    private static final class TokenService extends KeysInMemory {
        private List<String> names = List.of();
        private boolean away;
        private int asked;

        @Override
        public Uni<Algorithms> algorithms() {
            asked++;
            return away
                    ? Uni.createFrom().failure(new PeerAway("away"))
                    : Uni.createFrom().item(new Algorithms(names));
        }
    }
}
