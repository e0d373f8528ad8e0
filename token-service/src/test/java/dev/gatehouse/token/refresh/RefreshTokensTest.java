package dev.gatehouse.token.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshTokensTest {
    private static final String KEY = key("0123456789abcdef0123456789abcdef");
    private static final String OTHER = key("another-key-of-exactly-32-bytes!");
    private final RefreshTokens tokens = new RefreshTokens(List.of(KEY));
    private final RefreshToken token = new RefreshToken(UUID.randomUUID(), 41);

    @Test
    void readsWhatItWrote() {
        String text = tokens.write(token);
        assertTrue(text.startsWith("ghr_"));
        assertEquals(Optional.of(token), tokens.read(text));
    }

    @Test
    void theSameGenerationIsTheSameToken() {
        assertEquals(tokens.write(token), tokens.write(new RefreshToken(token.family(), 41)));
    }

    @Test
    void refusesEveryChangedCharacterThoughTheChecksumFits() {
        String body = tokens.write(token);
        body = body.substring(0, body.length() - 6);
        for (int i = 4; i < body.length() - 1; i++) {
            char other = body.charAt(i) == 'A' ? 'B' : 'A';
            String forged = Secrets.withChecksum(body.substring(0, i) + other + body.substring(i + 1));
            assertEquals(Optional.empty(), tokens.read(forged), "character " + i);
        }
    }

    @Test
    void refusesWhatAnotherKeyWrote() {
        var other = new RefreshTokens(List.of(OTHER));
        assertEquals(Optional.empty(), tokens.read(other.write(token)));
    }

    @Test
    void aKeyIsReplacedWithoutSigningAnyoneOut() {
        String old = tokens.write(token);
        var meanwhile = new RefreshTokens(List.of(KEY, OTHER));
        assertEquals(old, meanwhile.write(token));
        var changed = new RefreshTokens(List.of(OTHER, KEY));
        assertEquals(Optional.of(token), changed.read(old));
        String next = changed.write(token);
        assertEquals(Optional.of(token), meanwhile.read(next));
        var done = new RefreshTokens(List.of(OTHER));
        assertEquals(Optional.of(token), done.read(next));
        assertEquals(Optional.empty(), done.read(old));
    }

    @Test
    void refusesWhatIsNoToken() {
        String text = tokens.write(token);
        for (String no : new String[] {
            "",
            "ghr_",
            text.substring(1),
            text + "x",
            text.replace("ghr_", "gha_"),
            Secrets.withChecksum("ghr_" + "!".repeat(75)),
            Secrets.withChecksum("ghr_" + "A".repeat(74)),
            Secrets.withChecksum("ghr_" + "A".repeat(20)),
            Secrets.withChecksum("ghr_" + "\u00e4".repeat(75))
        }) {
            assertEquals(Optional.empty(), tokens.read(no), no);
        }
    }

    @Test
    void takesNoShortKey() {
        var e = assertThrows(IllegalArgumentException.class, () -> new RefreshTokens(List.of(KEY, key("short"))));
        assertEquals("gatehouse.token.refresh.key must have 32 bytes, has 5", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new RefreshTokens(List.of("not base64!")));
        assertThrows(IllegalArgumentException.class, () -> new RefreshTokens(List.of()));
    }

    private static String key(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
