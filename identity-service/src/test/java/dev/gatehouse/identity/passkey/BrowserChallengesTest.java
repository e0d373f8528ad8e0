package dev.gatehouse.identity.passkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.throttle.BrowserKey;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BrowserChallengesTest {
    private final BrowserKey key;
    private final BrowserChallenges challenges;
    private final String browser = Secrets.random();

    @Inject
    BrowserChallengesTest(BrowserKey key, BrowserChallenges challenges) {
        this.key = key;
        this.challenges = challenges;
    }

    @Test
    void aChallengeIsGoodForTheBrowserThatItWasGivenTo() {
        String challenge = challenges.issue(browser);
        assertTrue(challenges.given(browser, challenge));
        assertFalse(challenges.given(Secrets.random(), challenge));
        assertNotEquals(challenge, challenges.issue(browser));
        byte[] bytes = Base64.getUrlDecoder().decode(challenge);
        assertEquals(challenge, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), "as browsers send it");
    }

    @Test
    void nobodyMakesOneUpOrAltersIt() {
        String challenge = challenges.issue(browser);
        for (int place : new int[] {0, 31, 32, 39, 40, 82}) {
            char other = challenge.charAt(place) == 'A' ? 'B' : 'A';
            String altered = challenge.substring(0, place) + other + challenge.substring(place + 1);
            assertFalse(challenges.given(browser, altered), altered);
        }
        assertFalse(challenges.given(browser, challenge + "A"));
        assertFalse(challenges.given(browser, challenge.substring(1)));
        assertFalse(challenges.given(browser, Secrets.random()));
        assertFalse(challenges.given(browser, ""));
    }

    @Test
    void itIsOverAfterAWhile() {
        String late = lasting(Duration.ofMillis(-1)).issue(browser);
        assertFalse(challenges.given(browser, late));
        assertTrue(challenges.given(browser, lasting(Duration.ofMinutes(1)).issue(browser)));
    }

    private BrowserChallenges lasting(Duration lifetime) {
        return new BrowserChallenges(key, new PasskeyConfig() {
            @Override
            public String siteName() {
                return "";
            }

            @Override
            public int perUser() {
                return 1;
            }

            @Override
            public int perAddress() {
                return 1;
            }

            @Override
            public Duration challengeLifetime() {
                return lifetime;
            }
        });
    }
}
