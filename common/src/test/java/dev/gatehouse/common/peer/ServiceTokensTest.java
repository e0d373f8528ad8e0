package dev.gatehouse.common.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTokensTest {
    private static final String SECRET = "a secret of thirty-two characters";
    private static final String NEXT = "another secret of the same length";

    private final ServiceTokens caller = tokens("oauth-service", SECRET);
    private final ServiceTokens called = tokens(TokenService.NAME, SECRET);

    @Test
    void acceptsWhatAPeerMadeForIt() {
        assertTrue(called.accepts(caller.tokenFor(TokenService.NAME)));
    }

    @Test
    void acceptsItAgainButNotUnderAnotherSignature() {
        String token = caller.tokenFor(TokenService.NAME);
        called.accepts(token);
        assertTrue(called.accepts(token));
        int signature = token.lastIndexOf('.') + 1;
        char other = token.charAt(signature) == 'A' ? 'B' : 'A';
        assertFalse(called.accepts(token.substring(0, signature) + other + token.substring(signature + 1)));
    }

    @Test
    void refusesWhatWasMadeForAnotherService() {
        assertFalse(called.accepts(caller.tokenFor(SessionService.NAME)));
    }

    @Test
    void refusesWhatIsNoToken() {
        assertFalse(called.accepts(""));
        assertFalse(called.accepts("a.b.c"));
    }

    @Test
    void refusesAnotherSecret() {
        assertFalse(called.accepts(tokens("oauth-service", NEXT).tokenFor(TokenService.NAME)));
    }

    @Test
    void acceptsBothSecretsWhileTheyAreRotated() {
        var rotating = tokens(TokenService.NAME, NEXT, SECRET);
        assertTrue(rotating.accepts(caller.tokenFor(TokenService.NAME)));
        assertTrue(rotating.accepts(tokens("oauth-service", NEXT).tokenFor(TokenService.NAME)));
    }

    @Test
    void showsTheSameTokenWhileItIsFresh() {
        assertEquals(caller.tokenFor(TokenService.NAME), caller.tokenFor(TokenService.NAME));
    }

    @Test
    void refusesToStartWithAShortSecretOrALongLife() {
        assertThrows(IllegalArgumentException.class, () -> tokens("oauth-service", "short"));
        assertThrows(IllegalArgumentException.class, () -> tokens("oauth-service"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ServiceTokens(config(Duration.ofSeconds(61), SECRET), "oauth-service"));
    }

    private static ServiceTokens tokens(String self, String... secrets) {
        return new ServiceTokens(config(Duration.ofSeconds(30), secrets), self);
    }

    private static InternalConfig config(Duration lifetime, String... secrets) {
        return new InternalConfig() {
            @Override
            public List<String> secrets() {
                return List.of(secrets);
            }

            @Override
            public Duration lifetime() {
                return lifetime;
            }
        };
    }
}
